import { describe, expect, test } from 'vitest'
import { readStartOptions } from './read-start-options.mjs'

const read = (environment: Record<string, string> = {}, args: string[] = []) => readStartOptions(args, environment, '/clone')

describe('what a start is told', () => {
  test('says nothing: the usual ports, and a folder in the clone', () => {
    expect(read()).toEqual({ state: 'options', options: { port: 7420, demoPort: 7421, dataFolder: '/clone/.firsthand' } })
  })

  test('chooses the ports and the folder by the environment', () => {
    expect(read({ PORT: '0', DEMO_PORT: '8080', FIRSTHAND_DATA: '/var/lib/talk' })).toEqual({
      state: 'options',
      options: { port: 0, demoPort: 8080, dataFolder: '/var/lib/talk' },
    })
  })

  test('takes a folder that is not absolute from the clone', () => {
    expect(read({ FIRSTHAND_DATA: 'kept' })).toMatchObject({ options: { dataFolder: '/clone/kept' } })
  })

  test('takes an empty variable for one that is not set', () => {
    expect(read({ PORT: '', FIRSTHAND_DATA: '' })).toMatchObject({ options: { port: 7420, dataFolder: '/clone/.firsthand' } })
  })

  test.each(['-1', '65536', '80.5', 'http', '1e3', ' 80', '0x50'])('refuses the port %j and names the variable', (text) => {
    expect(read({ DEMO_PORT: text })).toEqual({ state: 'refused', line: expect.stringContaining(`DEMO_PORT is "${text}"`) })
  })

  test('refuses one port for both, but not two free ones', () => {
    expect(read({ PORT: '7421' })).toMatchObject({ state: 'refused' })
    expect(read({ PORT: '0', DEMO_PORT: '0' })).toMatchObject({ state: 'options' })
  })

  test('refuses arguments it does not know, and explains itself when asked', () => {
    expect(read({}, ['--port', '80'])).toMatchObject({ state: 'refused', line: expect.stringContaining('--port 80') })
    expect(read({}, ['--help'])).toEqual({ state: 'help' })
  })
})
