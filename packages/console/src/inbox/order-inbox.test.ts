import { describe, expect, it } from 'vitest'
import { idOf, makeConversation } from '../testing/make-conversation.ts'
import { ada } from '../testing/scripted-client.ts'
import { flattenInbox, orderInbox, visitorOf, waitsSince, type InboxView } from './order-inbox.ts'

const everything: InboxView = { shown: 'open', query: '', held: null }
const guide = { key: 'guide', title: 'Field guide', kind: 'document' }
const ids = (sections: ReturnType<typeof orderInbox>): string[] => flattenInbox(sections).map((one) => one.id)

describe('the order of the inbox', () => {
  it('puts what is unread first, whatever it is about, the newest word on top', () => {
    const sections = orderInbox(
      [
        makeConversation(1, { at: 10, unread: 1 }),
        makeConversation(2, { at: 99 }),
        makeConversation(3, { at: 20, unread: 4, subject: guide }),
      ],
      everything,
    )
    expect(sections[0]).toMatchObject({ key: 'unread', subject: null })
    expect(ids(sections)).toEqual([idOf(3), idOf(1), idOf(2)])
  })

  it('puts the rest by subject, the subject with the newest word first', () => {
    const sections = orderInbox(
      [
        makeConversation(1, { at: 1 }),
        makeConversation(2, { at: 2, subject: guide }),
        makeConversation(3, { at: 3 }),
        makeConversation(4, { at: 9, subject: guide }),
      ],
      everything,
    )
    expect(sections.map((section) => section.subject?.title)).toEqual(['Field guide', 'Pricing API'])
    expect(ids(sections)).toEqual([idOf(4), idOf(2), idOf(3), idOf(1)])
  })

  it('keeps the same subject of two sites apart', () => {
    const sections = orderInbox([makeConversation(1), { ...makeConversation(2), site: 'other' }], everything)
    expect(sections).toHaveLength(2)
  })

  it('shows what is open or what is resolved', () => {
    const all = [makeConversation(1), makeConversation(2, { status: 'resolved' })]
    expect(ids(orderInbox(all, everything))).toEqual([idOf(1)])
    expect(ids(orderInbox(all, { ...everything, shown: 'resolved' }))).toEqual([idOf(2)])
  })

  it('keeps the open one in its place after it was read or resolved', () => {
    const all = [makeConversation(1, { at: 1 }), makeConversation(2, { at: 2, status: 'resolved' })]
    const held = { conversation: idOf(2), wasUnread: true, status: 'open' } as const
    const sections = orderInbox(all, { ...everything, held })
    expect(sections[0]).toMatchObject({ key: 'unread', conversations: [{ id: idOf(2) }] })
  })

  it('finds by name, subject and last message, in any order, without regard to case and accents', () => {
    const all = [
      makeConversation(1, { name: 'Amélie Durand', text: 'The blackcap sings first', subject: guide }),
      makeConversation(2, { name: 'Grace', text: 'Hello', status: 'resolved' }),
    ]
    expect(ids(orderInbox(all, { ...everything, query: 'BLACKCAP amelie' }))).toEqual([idOf(1)])
    expect(ids(orderInbox(all, { ...everything, query: ' field ' }))).toEqual([idOf(1)])
    expect(ids(orderInbox(all, { ...everything, query: 'grace' })), 'among the resolved too').toEqual([idOf(2)])
    expect(ids(orderInbox(all, { ...everything, query: 'grace blackcap' }))).toEqual([])
  })
})

describe('who waits', () => {
  it('is who had the last word in an open conversation', () => {
    expect(waitsSince(makeConversation(1, { at: 7 }), ada.id)).toBe(7)
    expect(waitsSince(makeConversation(1, { answered: true }), ada.id)).toBeNull()
    expect(waitsSince(makeConversation(1, { status: 'resolved' }), ada.id)).toBeNull()
    expect(waitsSince({ ...makeConversation(1), last: null }, ada.id)).toBeNull()
  })

  it('is the visitor by role, whatever anybody calls themselves', () => {
    expect(visitorOf(makeConversation(1, { name: 'Ada Lovelace' }))?.id).toBe(idOf(1, 'visitor'))
  })
})
