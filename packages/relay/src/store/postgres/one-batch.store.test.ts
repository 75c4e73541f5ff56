import { createId } from '@firsthand/protocol'
import { expect, test } from 'vitest'
import { openTestPostgres } from '../contract/open-test-postgres.ts'
import { messageRequest } from '../contract/requests.ts'
import { setScene, startOf, visitorWith } from '../contract/scene.ts'

test('[P15] a cursor that moves in the batch of the first message comes as far as that, and no answer is lost for it', async () => {
  const { store, append, owner } = await setScene(await openTestPostgres()())
  const visitor = visitorWith()
  const saying = { conversation: createId(), author: visitor.id }
  const [first, moved, second] = await Promise.all([
    append(messageRequest({ ...saying, start: startOf({ visitor, owner }) }, 'Hello')),
    store.advanceCursor(saying.conversation, owner, { read: 1 }),
    append(messageRequest(saying, 'More')),
  ])
  expect([first.entries, second.entries].map((entries) => entries.map(({ seq }) => seq))).toEqual([[1], [2]])
  expect(moved).toEqual({ delivered: 1, read: 1, moved: true })
})
