import { createId } from '@firsthand/protocol'
import { expect, test } from 'vitest'
import { deleteRequest, editRequest, messageRequest, nameRequest, statusRequest } from './requests.ts'
import { codeOf, setScene, valueOf, type OpenStore } from './scene.ts'

/** The same cid again: for ever the same entry. */
export function describeRepeating(open: OpenStore): void {
  test('[P2] the same cid again answers the first ack and writes nothing', async () => {
    const { append, begin, owner, store } = await setScene(await open())
    const { conversation } = await begin()
    const request = messageRequest({ conversation, author: owner }, 'Once')
    const first = await append(request)
    await append(messageRequest({ conversation, author: owner }, 'Between'))
    const again = await append(request)
    expect(again).toMatchObject({ ack: first.ack, entries: [], started: false })
    expect(valueOf(await store.readLog(conversation, { before: null }, 50)).head.seq).toBe(3)
  })

  test('[P2] the same cid several times at once is written once', async () => {
    const { append, begin, owner, store } = await setScene(await open())
    const { conversation } = await begin()
    const request = messageRequest({ conversation, author: owner }, 'Once')
    const all = await Promise.all([append(request), append(request), append(request)])
    expect(all.map(({ ack }) => ack.seq)).toEqual([2, 2, 2])
    expect(all.map(({ entries }) => entries.length)).toEqual([1, 0, 0])
    expect(valueOf(await store.readLog(conversation, { before: null }, 50)).head.seq).toBe(2)
  })

  test('[P2] the same cid with another text, type or target is a conflict', async () => {
    const { append, begin, store } = await setScene(await open())
    const { conversation, visitor: author, cid } = await begin('One')
    const saying = { conversation, author, cid: createId() }
    await append(editRequest(saying, cid, 'Two'))
    const { ack: other } = await append(messageRequest({ conversation, author }, 'Three'))
    expect(codeOf(await store.append(messageRequest({ conversation, author, cid }, 'Another')))).toBe('cid-conflict')
    expect(codeOf(await store.append(nameRequest({ conversation, author, cid }, 'One')))).toBe('cid-conflict')
    expect(codeOf(await store.append(editRequest(saying, cid, 'Four')))).toBe('cid-conflict')
    expect(codeOf(await store.append(editRequest(saying, other.cid, 'Two')))).toBe('cid-conflict')
    expect(codeOf(await store.append(deleteRequest(saying, cid)))).toBe('cid-conflict')
    expect((await append(editRequest(saying, cid, 'Two'))).ack.seq).toBe(2)
  })

  test('[P2] a body is the same whatever the order of its keys', async () => {
    const { append, begin, owner } = await setScene(await open())
    const { conversation } = await begin()
    const request = statusRequest({ conversation, author: owner }, 'resolved')
    const { ack } = await append({ ...request, body: { from: 'open', to: 'resolved', reason: 'Done' } })
    expect((await append({ ...request, body: { reason: 'Done', to: 'resolved', from: 'open' } })).ack).toEqual(ack)
  })

  test('[P2] an edit leaves the message comparable with its first text', async () => {
    const { append, begin, store } = await setScene(await open())
    const { conversation, visitor: author, cid } = await begin('First text')
    await append(editRequest({ conversation, author }, cid, 'New text'))
    expect((await append(messageRequest({ conversation, author, cid }, 'First text'))).ack.seq).toBe(1)
    expect(codeOf(await store.append(messageRequest({ conversation, author, cid }, 'New text')))).toBe('cid-conflict')
  })

  test('[P2] [P14] after an erasure the type alone is compared: the same kind of thing is answered the first ack', async () => {
    const { append, begin, store } = await setScene(await open())
    const { conversation, visitor: author, cid } = await begin('Secret')
    const edit = { conversation, author, cid: createId() }
    await append(editRequest(edit, cid, 'Secret too'))
    const deletion = { conversation, author, cid: createId() }
    await append(deleteRequest(deletion, cid))
    expect(await append(messageRequest({ conversation, author, cid }, 'Whatever'))).toMatchObject({ ack: { seq: 1 }, erased: true })
    expect(await append(editRequest(edit, cid, 'Whatever'))).toMatchObject({ ack: { seq: 2 }, erased: true })
    expect(await append(deleteRequest(deletion, cid))).toMatchObject({ ack: { seq: 3 }, erased: false })
    const saying = { conversation, author, cid }
    const others = [
      statusRequest(saying, 'resolved'),
      nameRequest(saying, 'Kim'),
      editRequest(saying, cid, 'New'),
      deleteRequest(saying, cid),
    ]
    for (const other of others) expect(codeOf(await store.append(other))).toBe('cid-conflict')
    expect(codeOf(await store.append(messageRequest(edit, 'Whatever')))).toBe('cid-conflict')
  })

  test('[P2] a retry is told its first ack even where it would be refused by now', async () => {
    const { append, begin, owner, store } = await setScene(await open())
    const { conversation } = await begin()
    const resolve = statusRequest({ conversation, author: owner }, 'resolved')
    const { ack } = await append(resolve)
    expect((await append(resolve)).ack).toEqual(ack)
    expect(codeOf(await store.append(statusRequest({ conversation, author: owner }, 'resolved')))).toBe('transition-refused')
  })

  test('[P2] a cid belongs to one author in one conversation', async () => {
    const { append, begin, owner } = await setScene(await open())
    const one = await begin()
    const other = await begin()
    await append(messageRequest({ conversation: one.conversation, author: owner, cid: one.cid }, 'Mine'))
    await append(messageRequest({ conversation: other.conversation, author: owner, cid: one.cid }, 'Mine again'))
    const again = await append(messageRequest({ conversation: one.conversation, author: owner, cid: one.cid }, 'Mine'))
    expect(again.ack).toMatchObject({ conversation: one.conversation, seq: 2 })
  })
}
