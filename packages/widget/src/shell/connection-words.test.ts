import { createFailure } from '@firsthand/protocol'
import { expect, test } from 'vitest'
import { en } from '../words/talk/en.ts'
import { describeConnection } from './connection-words.ts'

test.each([[{ state: 'idle' }], [{ state: 'online' }], [{ state: 'connecting', attempt: 1 }], [{ state: 'closed' }]] as const)(
  '%j says nothing',
  (connection) => {
    expect(describeConnection(connection, true, en)).toBeNull()
  },
)
test('offline says so at once, and that what is written is kept', () => {
  expect(describeConnection({ state: 'connecting', attempt: 1 }, false, en)!.text).toBe(
    'You are offline. What you write is kept and sent later.',
  )
})
test('a lost connection is said calmly; after some tries other ways are offered', () => {
  expect(describeConnection({ state: 'waiting', attempt: 1, retryAt: 0 }, true, en)).toEqual({ text: en.reconnecting, stuck: false })
  expect(describeConnection({ state: 'connecting', attempt: 5 }, true, en)).toEqual({ text: en.unreachable, stuck: true })
})
test('where nothing is kept, it does not say that it is', () => {
  for (const onLine of [true, false])
    expect(describeConnection({ state: 'waiting', attempt: 5, retryAt: 0 }, onLine, en, false)!.text).toBe('No connection just now.')
})
test('a refusal says why', () => {
  expect(describeConnection({ state: 'refused', failure: createFailure('origin-refused') }, true, en)).toEqual({
    text: 'This page is not set up for conversations.',
    stuck: true,
    failure: createFailure('origin-refused'),
  })
})
