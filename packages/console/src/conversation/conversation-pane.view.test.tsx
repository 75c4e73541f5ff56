import { success, createFailure } from '@firsthand/protocol'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { drawConsole, NOW, type DrawnConsole } from '../testing/draw-console.tsx'
import { idOf, makeConversation } from '../testing/make-conversation.ts'

let drawn: DrawnConsole
afterEach(async () => {
  await drawn.close()
  sessionStorage.clear()
  vi.restoreAllMocks()
})

const grace = makeConversation(1, { name: 'Grace', text: 'Does it float?', at: NOW - 60_000, unread: 1 })
const at = `/console/c/${idOf(1)}`
const visitor = idOf(1, 'visitor')
const composer = (): HTMLTextAreaElement => drawn.find('.c-reply textarea') as HTMLTextAreaElement

describe('a conversation', () => {
  it('shows who asks, about what, and what was said', async () => {
    drawn = await drawConsole({ conversations: [grace], path: at })
    expect(drawn.find('.c-head h2').textContent).toBe('Grace')
    expect(drawn.find('.c-head-subject').textContent).toBe('Pricing API')
    expect(drawn.find('[role="log"]').textContent).toContain('Does it float?')
  })

  it('is answered by Enter', async () => {
    drawn = await drawConsole({ conversations: [grace], path: at })
    await drawn.type(composer(), 'It does.')
    await drawn.press('Enter')
    expect(drawn.client.acts).toContain(`send ${idOf(1)} It does.`)
    expect(composer().value).toBe('')
  })

  it('shows the page they are on now, and that they have left', async () => {
    drawn = await drawConsole({ conversations: [grace], path: at })
    expect(drawn.find('.c-where').textContent).toContain('Not on a page now')
    await drawn.settle(() => {
      drawn.client.pageOf(visitor).value = { url: 'https://acme.example/pricing/limits', title: 'Limits', at: NOW }
    })
    const link = drawn.find('.c-where a') as HTMLAnchorElement
    expect(link.textContent).toBe('acme.example/pricing/limits')
    expect(link.rel).toContain('noopener')
    await drawn.settle(() => (drawn.client.pageOf(visitor).value = null))
    expect(drawn.find('.c-where').textContent).toContain('Not on a page now')
  })

  it('shows the facts they see about themselves, field for field', async () => {
    drawn = await drawConsole({
      conversations: [grace],
      path: at,
      prepare(client) {
        client.facts = (person) =>
          success({
            person: { ...grace.participants[0]!.person, id: person! },
            firstMessageAt: NOW,
            locale: 'nl',
            page: null,
            conversations: 3,
          })
      },
    })
    const facts = drawn.find('aside .fh-facts')
    expect([...facts.querySelectorAll('dt')].map((field) => field.textContent)).toHaveLength(6)
    expect(facts.textContent).toContain('Dutch')
    expect(facts.textContent).toContain('3')
  })

  it('says when the facts cannot be read, and tries again', async () => {
    let down = true
    drawn = await drawConsole({
      conversations: [grace],
      path: at,
      prepare(client) {
        const facts = client.facts
        client.facts = (person) => (down ? { ok: false, failure: createFailure('store-unavailable') } : facts(person))
      },
    })
    expect(drawn.find('aside').textContent).toContain('could not be read just now')
    down = false
    await drawn.click(drawn.find('aside .fh-button'))
    expect(drawn.root.querySelector('aside .fh-facts')).not.toBeNull()
  })

  it('keeps what was begun for each conversation, through a look elsewhere', async () => {
    drawn = await drawConsole({ conversations: [grace, makeConversation(2)], path: at })
    await drawn.type(composer(), 'Half an ans')
    await drawn.settle(() => drawn.console.router.go({ at: 'conversation', conversation: idOf(2) }))
    expect(composer().value).toBe('')
    await drawn.settle(() => drawn.console.router.go({ at: 'conversation', conversation: idOf(1) }))
    expect(composer().value).toBe('Half an ans')
  })

  it('[P15] is read only while somebody looks', async () => {
    const focus = vi.spyOn(document, 'hasFocus').mockReturnValue(false)
    drawn = await drawConsole({ conversations: [grace], path: at })
    expect(drawn.client.acts).not.toContain(`read ${idOf(1)}`)
    focus.mockReturnValue(true)
    await drawn.settle(() => window.dispatchEvent(new Event('focus')))
    expect(drawn.client.acts).toContain(`read ${idOf(1)}`)
  })

  it('gives its model back when it leaves the screen', async () => {
    drawn = await drawConsole({ conversations: [grace], path: at })
    await drawn.settle(() => drawn.console.router.go({ at: 'inbox' }))
    expect(drawn.client.acts).toContain(`release ${idOf(1)}`)
  })

  it('that is not there says so and offers the way back', async () => {
    drawn = await drawConsole({ conversations: [grace], path: `/console/c/${idOf(9)}` })
    expect(drawn.find('main').textContent).toContain('This conversation is not here')
    await drawn.click(drawn.find('main button'))
    expect(window.location.pathname).toBe('/console/')
  })

  it('at an address that names nothing says so', async () => {
    drawn = await drawConsole({ conversations: [grace], path: '/console/nonsense' })
    expect(drawn.find('main').textContent).toContain('There is nothing at this address')
  })

  it('shows what else the same person wrote about', async () => {
    const more = makeConversation(2, { name: 'Grace', subject: { key: 'guide', title: 'Field guide' }, visitor: { id: visitor } })
    drawn = await drawConsole({ conversations: [grace, more, makeConversation(3)], path: at })
    expect([...drawn.root.querySelectorAll('aside .c-row-subject')].map((row) => row.textContent)).toEqual(['Field guide'])
  })
})
