import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CHAT_STATES, FAILURES, LIMITS, PROTOCOL_VERSION, SOCKET_PATH, type EventName } from '@firsthand/protocol'
import { expect, test } from 'vitest'
import { commands } from './features/commands.ts'
import type { StoreErrorCode } from './store/store-error.ts'

const read = (name: string): Promise<string> => readFile(join(import.meta.dirname, '../../../docs', name), 'utf8')
const protocol = await read('PROTOCOL.md')
const errors = await read('ERRORS.md')

/** Complete by its type: an event the protocol gains does not compile here until it is named. */
const EVENTS: Record<EventName, true> = {
  'connection:ending': true,
  'events:skipped': true,
  'entry:committed': true,
  'cursor:moved': true,
  'typing:changed': true,
  'presence:changed': true,
  'page:visited': true,
}
const STORE_ERRORS: Record<StoreErrorCode, true> = {
  'database-in-use': true,
  'database-unusable': true,
  'database-newer': true,
  'database-moved': true,
  'database-missing': true,
  'backup-unusable': true,
  'file-exists': true,
  'database-not-empty': true,
  'move-differs': true,
  'store-unavailable': true,
  'store-closed': true,
}

test('every command has its row in PROTOCOL.md, and no row has a command that is none', () => {
  const rows = [...protocol.matchAll(/^\| \[`([a-z:-]+)`\]\(#/gm)].map(([, name]) => name)
  expect(new Set(rows)).toEqual(new Set(commands.map(({ name }) => name)))
  expect(rows).toHaveLength(commands.length)
})

test('every event has its row in PROTOCOL.md', () => {
  const table = protocol.slice(protocol.indexOf('## Events'), protocol.indexOf('## HTTP'))
  const rows = [...table.matchAll(/^\| `([a-z:-]+)` +\|/gm)].map(([, name]) => name)
  expect(new Set(rows)).toEqual(new Set(Object.keys(EVENTS)))
})

test('every limit stands in PROTOCOL.md with its value', () => {
  const table = protocol.slice(protocol.indexOf('## Limits'), protocol.indexOf('## Failures'))
  const rows = [...table.matchAll(/^\| `(\w+)` +\| +(\d+) +\|/gm)].map(([, name, value]) => [name, Number(value)])
  expect(Object.fromEntries(rows)).toEqual(LIMITS)
})

test('the state table, the path and the version of PROTOCOL.md are those of the contract', () => {
  const table = protocol.slice(protocol.indexOf('**R28**'), protocol.indexOf('A `message:send` in a resolved'))
  const rows = [...table.matchAll(/^\| `(\w+)` +\| `(\w+)` +\| ([\w, ]+?) +\|/gm)].map(([, from, to, by]) => ({
    from,
    to,
    by: by!.split(', '),
  }))
  expect(rows).toEqual(CHAT_STATES.transitions)
  expect(protocol).toContain(`\`${SOCKET_PATH}\``)
  expect(protocol).toContain(`# The wire, version ${PROTOCOL_VERSION}`)
})

test('rules are numbered once each, without a gap, and what is referred to stands', () => {
  const rules = [...protocol.matchAll(/\*\*R(\d+)\*\*/g)].map(([, number]) => Number(number))
  expect(rules).toEqual(rules.map((_, index) => index + 1))
  for (const [, number] of protocol.matchAll(/\bR(\d+)\b/g)) expect(rules).toContain(Number(number))
  const promises = [...protocol.matchAll(/^\| P(\d+) +\|/gm)].map(([, number]) => number)
  for (const [, number] of protocol.matchAll(/\[P(\d+)\]/g)) expect(promises).toContain(number)
})

test('ERRORS.md has a row for every code, says truly whether to try again, and has no row for a code that is none', () => {
  const rows = [...errors.matchAll(/^\| `([a-z-]+)` +\| (yes|no) +\|/gm)].map(([, code, again]) => [code, again === 'yes'])
  const table = Object.entries(FAILURES).map(([code, { retryable }]) => [code, retryable])
  expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(table))
  expect(rows).toHaveLength(table.length)
})

test('ERRORS.md names everything that keeps a relay from starting', () => {
  const starting = errors.slice(errors.indexOf('## Starting'))
  for (const code of [...Object.keys(STORE_ERRORS), 'ConfigError', 'EADDRINUSE', 'EACCES']) expect(starting).toContain(`\`${code}\``)
})
