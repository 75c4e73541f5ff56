import { createId } from '@firsthand/protocol'
import { expect, test } from 'vitest'
import { deleteRequest, editRequest, messageRequest } from './requests.ts'
import { codeOf, setScene, valueOf, type OpenStore } from './scene.ts'

/** Reading a log: pages, cursors, amendments. */
export function describeLogs(open: OpenStore): void {
  const openLog = async (length: number) => {
    const scene = await setScene(await open())
    const begun = await scene.begin('1')
    const cids = [begun.cid]
    for (let seq = 2; seq <= length; seq++) {
      const author = seq % 2 === 0 ? scene.owner : begun.visitor
      cids.push((await scene.append(messageRequest({ conversation: begun.conversation, author }, `${seq}`))).ack.cid)
    }
    const { store } = scene
    const cursor = (seq: number) => ({ conversation: begun.conversation, epoch: store.epoch, seq, cid: seq ? cids[seq - 1]! : null })
    const page = async (where: Parameters<typeof store.readLog>[1], limit = 50) => {
      const { entries, head, more } = valueOf(await store.readLog(begun.conversation, where, limit))
      return { seqs: entries.map(({ seq }) => seq), entries, head, more }
    }
    return { ...scene, ...begun, cids, cursor, page }
  }

  test('[P5] a log is read forward from a cursor, page by page, in the order of seq', async () => {
    const { page, cursor } = await openLog(7)
    expect(await page({ after: cursor(0) }, 3)).toMatchObject({ seqs: [1, 2, 3], more: true, head: { seq: 7 } })
    expect(await page({ after: cursor(3) }, 3)).toMatchObject({ seqs: [4, 5, 6], more: true })
    expect(await page({ after: cursor(6) }, 3)).toMatchObject({ seqs: [7], more: false })
    expect(await page({ after: cursor(4) }, 3)).toMatchObject({ seqs: [5, 6, 7], more: false })
    expect(await page({ after: cursor(7) }, 3)).toMatchObject({ seqs: [], more: false, head: cursor(7) })
  })

  test('a log is read back from the head and from a seq, each page in rising seq', async () => {
    const { page } = await openLog(7)
    expect(await page({ before: null }, 3)).toMatchObject({ seqs: [5, 6, 7], more: true })
    expect(await page({ before: 5 }, 3)).toMatchObject({ seqs: [2, 3, 4], more: true })
    expect(await page({ before: 2 }, 3)).toMatchObject({ seqs: [1], more: false })
    expect(await page({ before: 4 }, 3)).toMatchObject({ seqs: [1, 2, 3], more: false })
    expect(await page({ before: 1 }, 3)).toMatchObject({ seqs: [], more: false })
    expect(await page({ before: 1_000 }, 2)).toMatchObject({ seqs: [6, 7], more: true })
  })

  test('[P13] a cursor of another epoch, of another entry or past the head is diverged', async () => {
    const { store, conversation, cursor, cids } = await openLog(3)
    const wrong = [
      { ...cursor(2), epoch: createId() },
      { ...cursor(2), cid: cids[2]! },
      { ...cursor(2), cid: null },
      { ...cursor(2), seq: 4 },
      { ...cursor(2), seq: 4, cid: null },
      { ...cursor(0), cid: cids[0]! },
      { ...cursor(0), epoch: createId() },
    ]
    for (const after of wrong) expect(codeOf(await store.readLog(conversation, { after }, 10))).toBe('diverged')
    expect(await store.matchCursors([cursor(0), cursor(3), ...wrong, { ...cursor(3), conversation: createId() }])).toEqual([
      true,
      true,
      ...wrong.map(() => false),
      false,
    ])
    expect(codeOf(await store.readLog(createId(), { before: null }, 10))).toBe('conversation-not-found')
  })

  test('[A30] [P13] a seq that no log reaches is behind every entry, and its cursor is diverged', async () => {
    const { store, conversation, cursor, page, owner } = await openLog(3)
    const far = Number.MAX_SAFE_INTEGER
    expect(await page({ before: far })).toMatchObject({ seqs: [1, 2, 3], more: false })
    expect(codeOf(await store.readLog(conversation, { after: { ...cursor(3), seq: far } }, 10))).toBe('diverged')
    expect(await store.matchCursors([{ ...cursor(3), seq: far }, cursor(3), cursor(3)])).toEqual([false, true, true])
    expect(await store.matchCursors([])).toEqual([])
    expect(await store.advanceCursor(conversation, owner, { delivered: far, read: far })).toEqual({ delivered: 3, read: 3, moved: true })
  })

  test('heads are answered in the order asked for, those of strangers left out', async () => {
    const { store, begin, conversation, cursor, visitor, owner } = await openLog(3)
    const other = await begin()
    const head = { conversation: other.conversation, epoch: store.epoch, seq: 1, cid: other.cid }
    expect(await store.readHeads([other.conversation, createId(), conversation], owner)).toEqual([head, cursor(3)])
    expect(await store.readHeads([other.conversation, conversation], visitor)).toEqual([cursor(3)])
    expect(await store.readHeads([], owner)).toEqual([])
  })

  test('[P14] every page carries the newest amendment, wherever in the log that stands', async () => {
    const { append, page, cursor, conversation, visitor: author, cids } = await openLog(5)
    await append(editRequest({ conversation, author }, cids[0]!, 'One'))
    const { ack } = await append(editRequest({ conversation, author }, cids[0]!, 'One, again'))
    const edited = { seq: 1, type: 'message', body: { text: 'One, again' }, amendment: { seq: 7, type: 'message-edited', at: ack.at } }
    expect((await page({ before: 3 }, 2)).entries[0]).toMatchObject(edited)
    expect((await page({ after: cursor(0) }, 1)).entries).toMatchObject([edited])
    expect((await page({ before: null }, 2)).entries.map(({ seq, body }) => [seq, body])).toEqual([
      [6, { target: 1, text: null }],
      [7, { target: 1, text: 'One, again' }],
    ])
    expect((await page({ before: 3 }, 2)).entries[1]).not.toHaveProperty('amendment')
  })

  test('[P14] [A46] a deleted text leaves no page any more, in old rows and in edits neither', async () => {
    const { append, page, store, conversation, visitor: author, owner, cids } = await openLog(3)
    await append(editRequest({ conversation, author }, cids[2]!, 'Secret of the edit'))
    const { ack } = await append(deleteRequest({ conversation, author }, cids[2]!))
    const { entries } = await page({ before: null })
    expect(entries[2]).toMatchObject({ seq: 3, type: 'message', body: null, amendment: { seq: 5, type: 'message-deleted', at: ack.at } })
    expect(entries[3]).toMatchObject({ seq: 4, body: { target: 3, text: null } })
    expect(entries[4]).toMatchObject({ seq: 5, type: 'message-deleted', body: { target: 3 } })
    const exits = [entries, await store.readConversation(conversation, owner), await store.readInbox(owner, { before: null }, 10)]
    expect(JSON.stringify(exits)).not.toMatch(/Secret|"text":"3"/)
  })
}
