import { afterEach, describe, expect, it } from 'vitest'
import { drawConsole, NOW, type DrawnConsole } from '../testing/draw-console.tsx'
import { idOf, makeConversation } from '../testing/make-conversation.ts'

let drawn: DrawnConsole
afterEach(() => drawn.close())

const MINUTE = 60_000
const guide = { key: 'guide', kind: 'document', title: 'Field guide' }

describe('the inbox', () => {
  it('shows what is unread first, then the rest below their subjects', async () => {
    drawn = await drawConsole({
      conversations: [
        makeConversation(1, { name: 'Read', at: NOW - MINUTE }),
        makeConversation(2, { name: 'Unread', at: NOW - 60 * MINUTE, unread: 2 }),
        makeConversation(3, { name: 'Guide', at: NOW - 2 * MINUTE, subject: guide }),
      ],
    })
    expect(drawn.rows()).toEqual(['Unread', 'Read', 'Guide'])
    expect([...drawn.root.querySelectorAll('h2.c-section-head bdi')].map((head) => head.textContent)).toEqual([
      'Unread',
      'Pricing API',
      'Field guide',
    ])
    expect(drawn.find('.c-row').textContent).toContain('2 unread')
  })

  it('says in words who waits and for how long', async () => {
    drawn = await drawConsole({
      conversations: [
        makeConversation(1, { at: NOW - 5 * MINUTE, unread: 1 }),
        makeConversation(2, { at: NOW - 6 * MINUTE, answered: true, text: 'It does.' }),
      ],
    })
    const [waiting, answered] = [...drawn.root.querySelectorAll('.c-row')]
    expect(waiting?.textContent).toContain('waits 5 min')
    expect(answered?.textContent).not.toContain('waits')
    expect(answered?.textContent).toContain('You: It does.')
  })

  it('is live: a new message brings its conversation to the top', async () => {
    const [one, two] = [
      makeConversation(1, { name: 'First', at: NOW - MINUTE, unread: 1 }),
      makeConversation(2, { name: 'Second', at: NOW - 9 * MINUTE }),
    ]
    drawn = await drawConsole({ conversations: [one, two] })
    await drawn.settle(() => {
      drawn.client.inbox.conversations.value = [one, makeConversation(2, { name: 'Second', at: NOW, unread: 1 })]
    })
    expect(drawn.rows()).toEqual(['Second', 'First'])
  })

  it('leaves the row under the eyes in its place when it is read', async () => {
    const all = [
      makeConversation(1, { name: 'Top', at: NOW, unread: 1 }),
      makeConversation(2, { name: 'Below', at: NOW - MINUTE, unread: 1 }),
    ]
    drawn = await drawConsole({ conversations: all })
    await drawn.click(drawn.root.querySelectorAll('.c-row')[1])
    await drawn.settle(() => {
      drawn.client.inbox.conversations.value = all.map((one) => (one.id === idOf(2) ? { ...one, unread: 0 } : one))
    })
    expect(drawn.rows()).toEqual(['Top', 'Below'])
    expect(drawn.root.querySelectorAll('.c-row')[1]?.getAttribute('aria-current')).toBe('page')
  })

  it('pages in older conversations', async () => {
    drawn = await drawConsole({ conversations: [makeConversation(1)], prepare: (client) => (client.inbox.older.value = 'more') })
    await drawn.click(drawn.find('.c-older button'))
    expect(drawn.client.acts).toContain('older')
    await drawn.settle(() => (drawn.client.inbox.older.value = 'failed'))
    expect(drawn.find('.c-older').textContent).toContain('could not be loaded')
  })

  it('teaches, while it is empty, where somebody would begin to write', async () => {
    const subject = { key: 'wren', kind: 'product', title: 'Wren', url: 'https://acme.example/wren' }
    drawn = await drawConsole({ subjects: [subject] })
    expect(drawn.find('.c-inbox').textContent).toContain('Nobody has written yet')
    expect((drawn.find('.c-inbox-list a') as HTMLAnchorElement).href).toBe('https://acme.example/wren')
  })

  it('shows grey rows while it loads, and says what happens next when it cannot be had', async () => {
    drawn = await drawConsole({ prepare: (client) => (client.inbox.state.value = 'loading') })
    expect(drawn.find('[role="status"].c-rows-skeleton').getAttribute('aria-label')).toBe('Loading your conversations')
    await drawn.settle(() => (drawn.client.inbox.state.value = 'failed'))
    expect(drawn.find('.c-inbox-list').textContent).toContain('tried again by itself')
    await drawn.click(drawn.find('.c-inbox-list .fh-button'))
    expect(drawn.client.acts.slice(-2)).toEqual(['disconnect', 'connect'])
  })

  it('filters while one types, and says how many were found', async () => {
    drawn = await drawConsole({
      conversations: [makeConversation(1, { name: 'Grace' }), makeConversation(2, { name: 'Linus', status: 'resolved' })],
    })
    const field = drawn.find('.c-search input') as HTMLInputElement
    await drawn.type(field, 'lin')
    expect(drawn.rows(), 'the resolved too').toEqual(['Linus'])
    expect(drawn.find('.c-search [aria-live]').textContent).toBe('1 conversation found')
    await drawn.type(field, 'zebra')
    expect(drawn.find('.c-inbox-list').textContent).toContain('Nothing matches “zebra”')
    await drawn.press('Escape')
    expect(field.value).toBe('')
    expect(drawn.rows()).toEqual(['Grace'])
  })

  it('shows what is resolved on its own', async () => {
    drawn = await drawConsole({
      conversations: [makeConversation(1, { name: 'Open' }), makeConversation(2, { name: 'Done', status: 'resolved' })],
    })
    expect(drawn.rows()).toEqual(['Open'])
    await drawn.press('2')
    expect(drawn.rows()).toEqual(['Done'])
  })
})
