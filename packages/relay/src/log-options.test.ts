import createFastify, { type FastifyBaseLogger } from 'fastify'
import { expect, test } from 'vitest'
import { createLogOptions } from './log-options.ts'

function logOf(say: (log: FastifyBaseLogger) => void, level: 'info' | 'debug' = 'info'): Record<string, unknown>[] {
  const lines: string[] = []
  say(createFastify({ logger: { ...createLogOptions(level), stream: { write: (line) => void lines.push(line) } } }).log)
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

test('[A43] of an error its name, code, text, place and causes are logged, and not the row that a database tells along with it', () => {
  const cause = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (text)=(hunter2) exists', parameters: ['hunter2'] })
  const [line] = logOf((log) => log.error({ err: new TypeError('could not write', { cause }) }, 'command not done'))
  expect(line).toMatchObject({
    msg: 'command not done',
    err: { type: 'TypeError', message: 'could not write', cause: { code: '23505', message: 'duplicate key' } },
  })
  expect(JSON.stringify(line)).not.toContain('hunter2')
})

test('[A43] a field that has no place in a log is left out, whoever hands it over', () => {
  const [line] = logOf((log) => log.info({ code: 'x', token: 'hunter2', asked: { text: 'hunter2', cookie: 'hunter2', seq: 1 } }, 'no'))
  expect(line).toMatchObject({ code: 'x', asked: { seq: 1 } })
  expect(JSON.stringify(line)).not.toContain('hunter2')
})

test('a level keeps what is above it', () => {
  const say = (log: FastifyBaseLogger): void => {
    log.debug('one')
    log.info('two')
  }
  expect(logOf(say).map(({ msg }) => msg)).toEqual(['two'])
  expect(logOf(say, 'debug').map(({ msg }) => msg)).toEqual(['one', 'two'])
})
