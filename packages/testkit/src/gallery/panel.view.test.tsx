import type { ConversationModel } from '@firsthand/client'
import type { SubjectQuery } from '@firsthand/protocol'
import { signal } from '@preact/signals'
import { render } from 'preact'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createPanelModel, loadWords, PanelScreen, type PanelModel, type Words } from '../../../widget/src/shell/index.ts'
import { createFixtureClient, describeConversation, NOW, own, theirs, type FixtureOptions } from './fixture-client.ts'
import { fixtureCard } from './fixture-card.ts'

const card = fixtureCard()
const ADA = card.owner.id
const page: SubjectQuery = { subject: 'pricing-api', url: 'https://northwind.example/pricing-api' }
const onClose = vi.fn<() => void>()

let place: HTMLElement
let words: Words
let model: PanelModel
let query: ReturnType<typeof signal<SubjectQuery>>

beforeEach(async () => {
  words = await loadWords('en')
  place = document.createElement('div')
  document.body.append(place)
  onClose.mockClear()
})
afterEach(() => {
  render(null, place)
  place.remove()
})

async function draw(options: Partial<FixtureOptions> = {}): Promise<ReturnType<typeof createFixtureClient>> {
  const client = createFixtureClient({ card, ...options })
  query = signal(page)
  model = createPanelModel({ client, query: query as never, page: signal({ url: page.url, title: 'Pricing API' }), card: signal(null) })
  model.visible.value = true
  render(<PanelScreen model={model} words={words} relay="https://relay.example" theme={signal('auto')} onClose={onClose} />, place)
  // The chunk that comes a moment later brings the live region's sheets and menus.
  await import('../../../widget/src/shell/later.tsx')
  await vi.waitFor(() => expect(later()).toBe(true))
  return client
}
const later = (): boolean => place.querySelector('.fh-skeleton') === null
const text = (selector: string): string | undefined => place.querySelector(selector)?.textContent?.trim()
const press = (key: string, on: Element = document.activeElement!): void => {
  on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
}

describe('at first sight', () => {
  test('it says who, why they, when they answer and what it is about, and the composer has the focus', async () => {
    await draw()
    expect(text('h2')).toBe('Ada Lovelace')
    expect(text('.fh-who p')).toBe('Designed and maintains this API')
    expect(text('.fh-subject')).toBe('Pricing API')
    expect(text('.fh-availability')).toBe('Here now')
    expect(text('.fh-first p')).toBe('Ask, correct or suggest something about Pricing API. Ada Lovelace reads it in person.')
    expect(document.activeElement!.getAttribute('aria-label')).toBe('Write to Ada Lovelace')
    expect(place.querySelector('[role=dialog]')!.getAttribute('aria-label')).toBe('Conversation with Ada Lovelace')
  })
  test("the privacy line leads to the site's own page", async () => {
    await draw()
    expect(place.querySelector('.fh-private a')!.getAttribute('href')).toBe('https://northwind.example/privacy')
  })
  test('[A5] a privacy address that is none is not a link', async () => {
    await draw({ card: { ...card, site: { ...card.site, privacyUrl: 'javascript:alert(1)' } } })
    expect(place.querySelector('.fh-private a')).toBeNull()
  })
  test('away is said, and that writing is worth it', async () => {
    await draw({ availability: { hereUntil: null, answers: null } })
    expect(text('.fh-availability')).toBe('Away')
    expect(text('.fh-first p')).toContain('The answer will be here when you come back.')
  })
  test('nobody knows yet who it is: the composer is there all the same', async () => {
    const client = createFixtureClient({ card: null })
    model = createPanelModel({ client, query: signal(page), page: signal({ url: '', title: '' }), card: signal(null) })
    model.visible.value = true
    render(<PanelScreen model={model} words={words} relay="" theme={signal('auto')} onClose={onClose} />, place)
    expect(place.querySelector('textarea')!.placeholder).toBe('Write a message')
    expect(text('.fh-availability')).toBe('')
  })
})

describe('in a conversation', () => {
  test('what is sent stands there at once and the field is empty', async () => {
    await draw({ items: [theirs(ADA, 'Hello')] })
    const field = place.querySelector('textarea')!
    field.value = 'Good day'
    field.dispatchEvent(new Event('input', { bubbles: true }))
    await vi.waitFor(() => expect(place.querySelector<HTMLButtonElement>('[type=submit]')!.disabled).toBe(false))
    press('Enter', field)
    await vi.waitFor(() => expect(place.querySelector('.fh-own .fh-text')?.textContent).toBe('Good day'))
    expect(text('.fh-sending')).toBe('Sending')
    expect(field.value).toBe('')
  })
  test('a name may be given and never must', async () => {
    await draw({ items: [own('hi')] })
    const give = vi.spyOn(model.shown.value.conversation, 'giveName')
    await vi.waitFor(() => expect(text('.fh-naming')).toContain('Ada Lovelace sees you as “Visitor”.'))
    place.querySelector<HTMLElement>('.fh-naming button')!.click()
    await vi.waitFor(() => expect(document.activeElement!.getAttribute('aria-label')).toBe('Your name'))
    ;(document.activeElement as HTMLInputElement).value = ' Sam '
    place.querySelector<HTMLFormElement>('.fh-name-form')!.requestSubmit()
    expect(give.mock.calls).toEqual([['Sam']])
    await vi.waitFor(() => expect(document.activeElement!.tagName).toBe('TEXTAREA'))
  })
  test('who gave one is not asked', async () => {
    await draw({ items: [own('hi')], name: 'Sam' })
    expect(place.querySelector('.fh-naming')).toBeNull()
  })
  test('a resolved one opens again by writing', async () => {
    await draw({ items: [own('hi')], status: 'resolved' })
    expect(place.querySelector('textarea')!.placeholder).toBe('Write to open this again')
  })
  test('without storage the visitor is told', async () => {
    await draw({ items: [own('hi')], storage: 'memory' })
    await vi.waitFor(() => expect(text('.fh-notice-warn')).toContain('keep this page open until your message is sent'))
  })
  test('one that is gone says so and offers another', async () => {
    await draw({ state: 'gone' })
    await vi.waitFor(() => expect(text('.fh-empty-title')).toBe('This conversation is no longer there.'))
  })
  test('the newest is marked read while it is in sight, and not behind a closed panel', async () => {
    vi.spyOn(document, 'hasFocus').mockReturnValue(true)
    const client = createFixtureClient({ card, items: [theirs(ADA, 'Hello')] })
    const mark = vi.fn<() => void>()
    Object.assign(client.openConversation(''), { markRead: mark } satisfies Partial<ConversationModel>)
    model = createPanelModel({ client, query: signal(page), page: signal({ url: '', title: '' }), card: signal(null) })
    render(<PanelScreen model={model} words={words} relay="" theme={signal('auto')} onClose={onClose} />, place)
    await vi.waitFor(() => expect(place.querySelector('[role=log]')).not.toBeNull())
    expect(mark).not.toHaveBeenCalled()
    model.visible.value = true
    await vi.waitFor(() => expect(mark).toHaveBeenCalled())
    vi.restoreAllMocks()
  })
})

describe('closing', () => {
  test('Esc closes the panel', async () => {
    await draw()
    press('Escape')
    expect(onClose).toHaveBeenCalledOnce()
  })
  test('Esc in a sheet closes the sheet alone, and what lay behind was inert meanwhile', async () => {
    await draw({ items: [own('hi')] })
    model.sheet.value = 'facts'
    await vi.waitFor(() => expect(text('.fh-sheet h2')).toBe('What Ada Lovelace sees about you'))
    expect(place.querySelector('.fh-stack')!.hasAttribute('inert')).toBe(true)
    press('Escape', place.querySelector('.fh-sheet h2')!)
    expect(onClose).not.toHaveBeenCalled()
    await vi.waitFor(() => expect(place.querySelector('.fh-sheet')).toBeNull())
  })
})

describe('what the owner sees about the visitor', () => {
  test('is the very list, read when it is asked for', async () => {
    const client = await draw({ items: [own('hi')] })
    const read = vi.spyOn(client, 'readFacts')
    expect(read).not.toHaveBeenCalled()
    model.sheet.value = 'facts'
    await vi.waitFor(() => expect(text('.fh-facts')).toContain('northwind.example/pricing-api'))
    expect(read).toHaveBeenCalledExactlyOnceWith()
  })
  test('a failure is said, and tried again', async () => {
    await draw({ items: [own('hi')], facts: 'failing' })
    model.sheet.value = 'facts'
    await vi.waitFor(() => expect(text('.fh-sheet .fh-notice')).toContain('could not be loaded'))
  })
})

test('forgetting says what it means, then does it', async () => {
  const client = await draw({ items: [own('hi')] })
  const forget = vi.spyOn(client, 'forget')
  model.sheet.value = 'forget'
  await vi.waitFor(() => expect(text('.fh-sheet')).toContain('What you wrote stays with Ada Lovelace.'))
  expect(forget).not.toHaveBeenCalled()
  place.querySelector<HTMLElement>('.fh-sheet .fh-button-danger')!.click()
  await vi.waitFor(() => expect(place.querySelector('.fh-sheet')).toBeNull())
  expect(forget).toHaveBeenCalledOnce()
})

test('forgetting says what is not sent yet', async () => {
  const client = await draw({ items: [own('hi', { state: 'waiting' })] })
  model.sheet.value = 'forget'
  await vi.waitFor(() => expect(text('.fh-sheet')).toContain('1 message is not sent yet and will be lost.'))
  expect(client.unsent.value).toBe(1)
})

describe('another page', () => {
  test('the last open conversation about its subject is shown, with what was typed', async () => {
    const known = describeConversation('Hello', card, card.owner, NOW)
    const client = createFixtureClient({ card, conversations: [known] })
    const open = vi.spyOn(client, 'openConversation')
    model = createPanelModel({ client, query: signal(page), page: signal({ url: '', title: '' }), card: signal(null) })
    expect(open).toHaveBeenCalledExactlyOnceWith(known.id)
  })
  test('what was said before that is known stays in sight', () => {
    const known = describeConversation('Hello', card, card.owner, NOW)
    const client = createFixtureClient({ card, conversations: [known], items: [own('Quickly said', { state: 'sending' })], state: 'new' })
    const open = vi.spyOn(client, 'openConversation')
    model = createPanelModel({ client, query: signal(page), page: signal({ url: '', title: '' }), card: signal(null) })
    expect(open).not.toHaveBeenCalled()
  })
  test('a resolved one is not: that is a new start', () => {
    const known = describeConversation('Hello', card, card.owner, NOW, { status: 'resolved' })
    const client = createFixtureClient({ card, conversations: [known] })
    const open = vi.spyOn(client, 'openConversation')
    model = createPanelModel({ client, query: signal(page), page: signal({ url: '', title: '' }), card: signal(null) })
    expect(open).not.toHaveBeenCalled()
  })
  test('a navigation follows the subject', async () => {
    const client = await draw()
    const watch = vi.spyOn(client, 'watchSubject')
    const start = vi.spyOn(client, 'startConversation')
    const next = { subject: 'handbook', url: 'https://northwind.example/handbook' }
    query.value = next
    expect(watch).toHaveBeenCalledExactlyOnceWith(next)
    expect(start.mock.calls[0]![0]).toEqual(next)
  })
})
