import { createId } from '@firsthand/protocol'
import { expect, test } from 'vitest'
import { readInbox } from '../features/log/read-inbox.ts'
import { syncConversation } from '../features/log/sync-conversation.ts'

const conversation = createId()
const cursor = { conversation, epoch: 'e', seq: 1, cid: null }

test.each([
  [{ conversation, before: -1 }, '/before'],
  [{ conversation, before: '1' }, '/before'],
  [{ conversation, before: 1, more: 1 }, '/more'],
  [{ conversation, before: null, limit: 0 }, '/limit'],
  [{ conversation, after: null }, '/after'],
  [{ conversation, after: { ...cursor, cid: 'x' } }, '/after/cid'],
  [{ conversation, after: { ...cursor, seq: -1 } }, '/after/seq'],
  [{ conversation, after: cursor, before: 1 }, '/before'],
  [{ before: 1 }, '/conversation'],
  [null, ''],
])('a page of a log asked for with %j is wrong at %j', (payload, at) => {
  expect(syncConversation.findFault(payload)).toBe(at)
})

test('a page of an inbox goes in one direction', () => {
  expect(readInbox.findFault({ after: 'a', before: 'b' })).toBe('/before')
  expect(readInbox.findFault({ after: 'a', before: '' })).toBe('/before')
  for (const payload of [{}, { after: 'a' }, { before: 'b' }]) expect(readInbox.findFault(payload)).toBeUndefined()
})
