import { describe, expect, test } from 'vitest'
import { describeFailure } from './describe-failure.mjs'

const options = { port: 7420, demoPort: 7421, dataFolder: '/clone/.firsthand' }
const relay = (code: string, message = '') => describeFailure({ state: 'failed', what: 'relay', code, message }, options)

describe('one line for each way a start fails', () => {
  test('a taken port, with the variable that chooses another', () => {
    expect(relay('EADDRINUSE')).toMatch(/Port 7420 is taken.* PORT=7430 npm start$/)
    expect(describeFailure({ state: 'failed', what: 'demo', code: 'EADDRINUSE', message: '' }, options)).toMatch(
      /Port 7421 is taken.* DEMO_PORT=7431 npm start$/,
    )
  })

  test('a port one may not use', () => {
    expect(relay('EACCES')).toMatch(/Port 7420 may not be used by you/)
  })

  test('a second relay on the same folder', () => {
    expect(relay('database-in-use')).toMatch(/Another relay is at work on the data folder \/clone\/\.firsthand.*FIRSTHAND_DATA=/)
  })

  test('a folder that cannot be written to, in the words of the store', () => {
    expect(relay('database-unusable', 'The data folder /x cannot be made: EROFS.')).toMatch(
      /^The data folder \/x cannot be made: EROFS\..*FIRSTHAND_DATA=/,
    )
  })

  test('anything else, and of several lines the first', () => {
    expect(relay('unknown', 'sites[0].fallback: "eve" is not a member.\nmore')).toBe(
      'The demo could not be started: sites[0].fallback: "eve" is not a member.',
    )
  })
})
