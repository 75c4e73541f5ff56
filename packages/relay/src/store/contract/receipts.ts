import { expect, test } from 'vitest'
import { messageRequest } from './requests.ts'
import { setScene, type OpenStore } from './scene.ts'

/** How far somebody has come. */
export function describeReceipts(open: OpenStore): void {
  test('[P15] cursors move forward alone, and never past the head', async () => {
    const { store, append, begin, owner } = await setScene(await open())
    const { conversation, visitor } = await begin()
    for (let index = 0; index < 4; index++) await append(messageRequest({ conversation, author: visitor }, 'More'))
    const advance = (to: { delivered?: number; read?: number }) => store.advanceCursor(conversation, owner, to)
    expect(await advance({ delivered: 3 })).toEqual({ delivered: 3, read: 0, moved: true })
    expect(await advance({ read: 2 })).toEqual({ delivered: 3, read: 2, moved: true })
    expect(await advance({ delivered: 1, read: 1 })).toEqual({ delivered: 3, read: 2, moved: false })
    expect(await advance({ delivered: 3, read: 2 })).toEqual({ delivered: 3, read: 2, moved: false })
    expect(await advance({ read: 4 })).toEqual({ delivered: 4, read: 4, moved: true })
    expect(await advance({ delivered: 99, read: 99 })).toEqual({ delivered: 5, read: 5, moved: true })
    expect(await advance({ delivered: 99, read: 99 })).toEqual({ delivered: 5, read: 5, moved: false })
    expect(await advance({})).toEqual({ delivered: 5, read: 5, moved: false })
  })

  test('[P15] of moves at once the furthest stands', async () => {
    const { store, append, begin, owner } = await setScene(await open())
    const { conversation, visitor } = await begin()
    for (let index = 0; index < 9; index++) await append(messageRequest({ conversation, author: visitor }, 'More'))
    await Promise.all([7, 3, 9, 1].map((read) => store.advanceCursor(conversation, owner, { read })))
    expect(await store.advanceCursor(conversation, owner, {})).toEqual({ delivered: 9, read: 9, moved: false })
  })

  test('[P15] everybody sees how far the others have come', async () => {
    const { store, begin, owner } = await setScene(await open())
    const { conversation, visitor } = await begin()
    await store.advanceCursor(conversation, owner, { delivered: 1 })
    const seen = await store.readConversation(conversation, visitor)
    expect(seen!.participants).toHaveLength(2)
    expect(seen!.participants.find(({ person }) => person.id === owner)).toEqual({
      person: { id: owner, kind: 'member', name: 'Ada Lovelace', title: 'Maintains the pricing API', face: '/v1/faces/ada.webp' },
      role: 'owner',
      delivered: 1,
      read: 0,
    })
  })
}
