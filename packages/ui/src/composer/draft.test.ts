import type { ConversationModel, MessageItem } from '@firsthand/client'
import { beforeEach, expect, test, vi } from 'vitest'
import { createDraft } from './draft.ts'

const send = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve())
const edit = vi.fn<(cid: string, text: string) => Promise<void>>(() => Promise.resolve())
const reportTyping = vi.fn<(typing: boolean) => void>()
const make = (): ReturnType<typeof createDraft> => createDraft({ send, edit, reportTyping } as unknown as ConversationModel)
const item = { cid: 'c', text: 'old' } as MessageItem

beforeEach(() => vi.clearAllMocks())

test('what was written is sent and the field is empty again', async () => {
  const draft = make()
  draft.write('hello')
  await draft.submit('hello')
  expect(send.mock.calls).toEqual([['hello']])
  expect(draft.text.value).toBe('')
})
test('typing is told while there is something to read, and taken back when it is sent', async () => {
  const draft = make()
  draft.write(' ')
  draft.write('h')
  await draft.submit('h')
  expect(reportTyping.mock.calls).toEqual([[false], [true], [false]])
})
test('an edit takes the place of what was begun, which comes back after it', async () => {
  const draft = make()
  draft.write('begun')
  draft.edit(item)
  expect([draft.text.value, draft.editing.value]).toEqual(['old', 'c'])
  draft.write('new')
  await draft.submit('new')
  expect(edit.mock.calls).toEqual([['c', 'new']])
  expect(send).not.toHaveBeenCalled()
  expect([draft.text.value, draft.editing.value]).toEqual(['begun', null])
})
test('an edit that is left changes nothing', () => {
  const draft = make()
  draft.write('begun')
  draft.edit(item)
  draft.edit({ ...item, cid: 'd' })
  draft.cancel()
  expect([draft.text.value, draft.editing.value]).toEqual(['begun', null])
  expect(edit).not.toHaveBeenCalled()
})
