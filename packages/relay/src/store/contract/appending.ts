import { createId, success } from '@firsthand/protocol'
import { expect, test } from 'vitest'
import type { AppendView } from '../store.ts'
import { deleteRequest, editRequest, messageRequest, nameRequest, statusRequest } from './requests.ts'
import { codeOf, setScene, startOf, valueOf, visitorWith, type OpenStore } from './scene.ts'

/** Appending: order, repetition, refusal. */
export function describeAppending(open: OpenStore): void {
  test('[P3] every kind of entry takes the next seq, from 1 and without a gap', async () => {
    const { append, begin, owner, store } = await setScene(await open())
    const { conversation, visitor, cid } = await begin()
    await append(editRequest({ conversation, author: visitor }, cid, 'Hello there'))
    await append(nameRequest({ conversation, author: visitor }, 'Grace'))
    await append(messageRequest({ conversation, author: owner }, 'Hello Grace'))
    await append(deleteRequest({ conversation, author: visitor }, cid))
    await append(statusRequest({ conversation, author: owner }, 'resolved'))
    const page = valueOf(await store.readLog(conversation, { before: null }, 50))
    expect(page.entries.map(({ seq, type }) => [seq, type])).toEqual([
      [1, 'message'],
      [2, 'message-edited'],
      [3, 'name-given'],
      [4, 'message'],
      [5, 'message-deleted'],
      [6, 'status-changed'],
    ])
    expect(page.head).toEqual({ conversation, epoch: store.epoch, seq: 6, cid: page.entries[5]!.cid })
  })

  test('[P3] [P5] of many appends at once each gets one seq, and each author keeps their order', async () => {
    const { append, begin, owner } = await setScene(await open())
    const { conversation, visitor } = await begin()
    const authors = [visitor, owner, visitor, visitor, owner]
    const sent = Array.from({ length: 100 }, (_, index) => {
      const author = authors[index % authors.length]!
      return append(messageRequest({ conversation, author }, `${index}`)).then(({ ack, entries }) => ({ author, seq: ack.seq, entries }))
    })
    const committed = await Promise.all(sent)
    expect(committed.map(({ seq }) => seq).sort((one, other) => one - other)).toEqual(Array.from({ length: 100 }, (_, index) => index + 2))
    for (const person of [visitor, owner]) {
      const own = committed.filter(({ author }) => author === person).map(({ seq }) => seq)
      expect(own).toEqual(own.toSorted((one, other) => one - other))
    }
  })

  test('what was committed says what goes out live, and to whom', async () => {
    const { append, begin, owner, store } = await setScene(await open({ now: () => 1_700_000_000_000 }))
    const { conversation, visitor } = await begin()
    const committed = await append(messageRequest({ conversation, author: owner }, 'Hello'))
    const { cid } = committed.ack
    expect(committed).toMatchObject({
      ack: { conversation, cid, seq: 2, at: 1_700_000_000_000 },
      entries: [
        { epoch: store.epoch, conversation, seq: 2, cid, author: owner, at: 1_700_000_000_000, type: 'message', body: { text: 'Hello' } },
      ],
      started: false,
    })
    expect(new Set(committed.audience)).toEqual(new Set([visitor, owner]))
  })

  test('decide is shown the kind, the status, the role and the target', async () => {
    const { append, begin, owner } = await setScene(await open())
    const { conversation, visitor, cid } = await begin()
    const { ack: reply } = await append(messageRequest({ conversation, author: owner }, 'Hello'))
    const seen: AppendView[] = []
    const look = async (author: string, amends?: string): Promise<void> => {
      const request = messageRequest({ conversation, author }, 'Look')
      await append({
        ...request,
        ...(amends ? { amends } : {}),
        decide: (view) => (seen.push(structuredClone(view)), request.decide(view)),
      })
    }
    await look(owner)
    await look(visitor, cid)
    await look(owner, cid)
    await append(statusRequest({ conversation, author: owner }, 'resolved'))
    await append(deleteRequest({ conversation, author: owner }, reply.cid))
    await look(owner, reply.cid)
    expect(seen).toEqual([
      { kind: 'chat', status: 'open', role: 'owner', target: null },
      { kind: 'chat', status: 'open', role: 'visitor', target: { seq: 1, type: 'message', deleted: false } },
      { kind: 'chat', status: 'open', role: 'owner', target: null },
      { kind: 'chat', status: 'resolved', role: 'owner', target: { seq: 2, type: 'message', deleted: true } },
    ])
  })

  test('several entries of one append stand in a row, the first under its cid, and change the status', async () => {
    const { append, begin, owner, store } = await setScene(await open())
    const { conversation, visitor: author } = await begin()
    await append(statusRequest({ conversation, author: owner }, 'resolved'))
    const request = messageRequest({ conversation, author }, 'One more thing')
    const reopening = {
      ...request,
      decide: () =>
        success({
          entries: [
            { type: 'message' as const, body: { text: 'One more thing' } },
            { type: 'status-changed' as const, body: { from: 'resolved' as const, to: 'open' as const } },
          ],
          status: 'open' as const,
        }),
    }
    const { ack, entries } = await append(reopening)
    expect(entries.map(({ seq, type }) => [seq, type])).toEqual([
      [3, 'message'],
      [4, 'status-changed'],
    ])
    expect(ack).toMatchObject({ seq: 3, cid: request.cid })
    expect(entries[1]!.cid).not.toBe(request.cid)
    expect((await append(reopening)).ack).toEqual(ack)
    expect(await store.readMembership(conversation, author)).toMatchObject({ status: 'open' })
  })

  test('a refusal, and a decision that throws, leave those beside them alone', async () => {
    const { append, begin, owner, store } = await setScene(await open())
    const { conversation, visitor } = await begin()
    const bug = new Error('a bug in a feature')
    const results = await Promise.allSettled([
      append(messageRequest({ conversation, author: owner }, 'One')),
      store.append(editRequest({ conversation, author: owner }, createId(), 'Nothing')).then(codeOf),
      store.append({
        ...messageRequest({ conversation, author: visitor }, 'Two'),
        decide: () => {
          throw bug
        },
      }),
      append(messageRequest({ conversation, author: visitor }, 'Three')),
    ])
    expect(results.map((result) => (result.status === 'rejected' ? (result.reason as unknown) : result.value))).toMatchObject([
      { ack: { seq: 2 } },
      'message-not-found',
      bug,
      { ack: { seq: 3 } },
    ])
    const { entries } = valueOf(await store.readLog(conversation, { before: null }, 50))
    expect(entries.map(({ body }) => body)).toEqual([{ text: 'Hello' }, { text: 'One' }, { text: 'Three' }])
  })

  test('nothing is kept of a first message that was refused', async () => {
    const { store, owner } = await setScene(await open())
    const visitor = visitorWith()
    const conversation = createId()
    const request = editRequest({ conversation, author: visitor.id, start: startOf({ visitor, owner }) }, createId(), 'Nothing to edit')
    expect(codeOf(await store.append(request))).toBe('message-not-found')
    expect(await store.readPerson(visitor.id)).toBeNull()
    expect(await store.readCredential(visitor.credentialHash)).toBeNull()
    expect(await store.readMembership(conversation, owner)).toBeNull()
  })

  test('after close an append is asked to come again, and nothing else is promised', async () => {
    const { store, begin, owner } = await setScene(await open())
    const { conversation } = await begin()
    await store.close()
    expect(codeOf(await store.append(messageRequest({ conversation, author: owner }, 'Late')))).toBe('draining')
    expect(await store.checkHealth()).toBe(false)
  })

  test('[P17] what was asked before close is committed by it', async () => {
    const { store, begin, owner } = await setScene(await open())
    const { conversation } = await begin()
    const [answer] = await Promise.all([store.append(messageRequest({ conversation, author: owner }, 'Just in time')), store.close()])
    expect(valueOf(answer).ack.seq).toBe(2)
  })
}
