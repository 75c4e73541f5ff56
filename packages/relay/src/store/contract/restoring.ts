import { createId } from '@firsthand/protocol'
import { expect, test } from 'vitest'
import type { Erasure } from '../restoring/erasure.ts'
import { guardErasures } from '../restoring/guard-erasures.ts'
import { reapplyErasures } from '../restoring/reapply-erasures.ts'
import type { Store } from '../store.ts'
import { deleteRequest, editRequest, messageRequest } from './requests.ts'
import { codeOf, setScene, valueOf, type OpenStore } from './scene.ts'

/** What a restore needs of a store, and what it leaves behind in one. */
export function describeRestoring(open: OpenStore): void {
  const readAll = async (store: Store, conversation: string) => valueOf(await store.readLog(conversation, { before: null }, 100)).entries
  const erasureOf = (conversation: string, author: string, target: string): Erasure => ({
    conversation,
    author,
    target,
    deletion: createId(),
  })
  const listed = (erasures: readonly Erasure[]) =>
    (async function* () {
      yield* erasures
    })()

  test('[P13] a database that was never restored has nothing left over', async () => {
    expect(await (await open()).readRestores()).toEqual({ formerEpochs: [], withheld: [] })
  })

  test('[P13] a new life ends the epoch before, and keeps what is withheld in place of what was before', async () => {
    const store = await open()
    const { epoch } = store
    const one = erasureOf(createId(), createId(), createId())
    const other = erasureOf(createId(), createId(), createId())
    const second = await store.beginNewLife([one, other])
    expect(second).not.toBe(epoch)
    const restores = await store.readRestores()
    expect(restores.formerEpochs).toEqual([epoch])
    expect(new Set(restores.withheld)).toEqual(new Set([one, other]))
    expect(await store.beginNewLife([other])).not.toBe(second)
    expect(await store.readRestores()).toEqual({ formerEpochs: [epoch, second], withheld: [other] })
  })

  test('[P13] what is withheld is added to', async () => {
    const store = await open()
    const [one, other] = [erasureOf(createId(), createId(), createId()), erasureOf(createId(), createId(), createId())]
    await store.withhold([one])
    await store.withhold([other])
    const { withheld, formerEpochs } = await store.readRestores()
    expect(new Set(withheld)).toEqual(new Set([one, other]))
    expect(formerEpochs).toEqual([])
  })

  test('[P13] [P14] [A46] what was deleted is deleted again, with its edits, once, and what is not there is withheld', async () => {
    const { store, append, begin } = await setScene(await open())
    const { conversation, visitor: author, cid: target } = await begin('A secret')
    await append(editRequest({ conversation, author }, target, 'The same secret'))
    const standing = erasureOf(conversation, author, target)
    const elsewhere = erasureOf(createId(), author, createId())
    const missing = erasureOf(conversation, author, createId())
    const foreign = erasureOf(conversation, createId(), target)
    const first = await reapplyErasures(store, listed([standing, elsewhere, missing, foreign, standing]))
    expect(first).toEqual({ erased: 1, standing: 0, withheld: [elsewhere, missing, foreign] })
    const entries = await readAll(store, conversation)
    expect(JSON.stringify(entries)).not.toContain('secret')
    expect(entries.map(({ seq, type, cid }) => [seq, type, cid]).at(-1)).toEqual([3, 'message-deleted', standing.deletion])
    expect(await reapplyErasures(store, listed([standing]))).toEqual({ erased: 0, standing: 1, withheld: [] })
    expect(await readAll(store, conversation)).toHaveLength(3)
  })

  test('[P13] [P14] what was deleted before the restore comes back without its text, as often as it is sent', async () => {
    const { store, begin } = await setScene(await open())
    const { conversation, visitor: author } = await begin('Hello')
    const cid = createId()
    const erasure = erasureOf(conversation, author, cid)
    const guarded = guardErasures(store, { withheld: [erasure], report: () => undefined })
    const sent = valueOf(await guarded.append(messageRequest({ conversation, author, cid }, 'A secret')))
    expect(sent).toMatchObject({ ack: { cid, seq: 2 }, erased: true })
    expect(sent.entries.map(({ seq, type, body }) => [seq, type, body])).toEqual([
      [2, 'message', { text: '' }],
      [3, 'message-deleted', { target: 2 }],
    ])
    const again = valueOf(await guarded.append(messageRequest({ conversation, author, cid }, 'A secret')))
    expect(again).toMatchObject({ ack: sent.ack, entries: [], erased: true })
    // The device that deleted it sends its deletion again as well, and finds it done.
    expect(valueOf(await guarded.append(deleteRequest({ conversation, author, cid: erasure.deletion }, cid))).ack.seq).toBe(3)
    expect(codeOf(await guarded.append(editRequest({ conversation, author }, cid, 'A secret')))).toBe('message-deleted')
    const entries = await readAll(store, conversation)
    expect(entries.map(({ body }) => body)).toEqual([{ text: 'Hello' }, null, { target: 2 }])
    expect(JSON.stringify(entries)).not.toContain('secret')
  })

  test('[P13] somebody else who uses the same cid says what they say', async () => {
    const { store, begin, owner } = await setScene(await open())
    const { conversation, visitor } = await begin('Hello')
    const cid = createId()
    const guarded = guardErasures(store, { withheld: [erasureOf(conversation, visitor, cid)], report: () => undefined })
    await guarded.append(messageRequest({ conversation, author: owner, cid }, 'Mine'))
    expect((await readAll(store, conversation)).at(-1)).toMatchObject({ body: { text: 'Mine' } })
  })

  test('[P13] a deletion stands in the list before it is acknowledged, and a refused one does not', async () => {
    const { store, begin, owner } = await setScene(await open())
    const { conversation, visitor: author, cid: target } = await begin('A secret')
    const lines: Erasure[] = []
    const list = { add: (erasure: Erasure) => void lines.push(erasure), close: () => undefined }
    const guarded = guardErasures(store, { list, withheld: [], report: () => undefined })
    expect(codeOf(await guarded.append(deleteRequest({ conversation, author: owner }, target)))).toBe('message-not-found')
    expect(lines).toEqual([])
    const { ack } = valueOf(await guarded.append(deleteRequest({ conversation, author }, target)))
    expect(lines).toEqual([{ conversation, author, target, deletion: ack.cid }])
  })

  test('[P13] a deletion that cannot be listed is not done, and can be asked for again', async () => {
    const { store, begin } = await setScene(await open())
    const { conversation, visitor: author, cid: target } = await begin('A secret')
    const faults: unknown[] = []
    let full = true
    const add = (): void => {
      if (full) throw new Error('ENOSPC')
    }
    const guarded = guardErasures(store, {
      list: { add, close: () => undefined },
      withheld: [],
      report: (cause) => faults.push(cause),
    })
    const deletion = deleteRequest({ conversation, author }, target)
    expect(codeOf(await guarded.append(deletion))).toBe('store-unavailable')
    expect(faults).toHaveLength(1)
    expect((await readAll(store, conversation)).map(({ body }) => body)).toEqual([{ text: 'A secret' }])
    full = false
    expect(valueOf(await guarded.append(deletion)).ack.seq).toBe(2)
  })
}
