import type { Delivery, MessageItem, TimelineItem } from '@firsthand/client'
import { createFailure } from '@firsthand/protocol'
import { render } from 'preact'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { englishTimelineWords as words } from '../words/timeline-words.ts'
import { Timeline, type TimelineProps } from './timeline.tsx'

const ADA = 'ada'
const now = new Date(2026, 9, 15, 15, 24).getTime()
let place: HTMLElement
let seq = 0

const message = (text: unknown, more: Partial<MessageItem> = {}): MessageItem => {
  seq++
  return {
    kind: 'message',
    key: `m${seq}`,
    cid: `m${seq}`,
    seq,
    author: ADA,
    own: false,
    at: now,
    text: text as string,
    edited: false,
    delivery: { state: 'sent' },
    ...more,
  }
}
const own = (text: string | null, delivery: Delivery = { state: 'sent' }): MessageItem =>
  message(text, { own: true, author: 'you', delivery })

function draw(items: readonly TimelineItem[], more: Partial<TimelineProps> = {}): HTMLElement {
  render(
    <Timeline
      items={items}
      people={new Map([[ADA, { name: 'Ada Lovelace', face: null, role: 'owner' }]])}
      words={words}
      now={now}
      readUpTo={Infinity}
      earlier="none"
      onEarlier={() => {}}
      typing={[]}
      onRetry={() => {}}
      onDiscard={() => {}}
      {...more}
    />,
    place,
  )
  return place
}

beforeEach(() => {
  place = document.createElement('div')
  document.body.append(place)
})
afterEach(() => {
  render(null, place)
  place.remove()
})

describe('what others wrote is text', () => {
  test('[A1] a name with markup', () => {
    draw([message('hi')], { people: new Map([[ADA, { name: '"><img src=x onerror=alert(1)>', face: null, role: 'visitor' }]]) })
    expect(place.querySelector('img')).toBeNull()
    expect(place.querySelector('.fh-by bdi')!.textContent).toBe('"><img src=x onerror=alert(1)>')
  })
  test.each(['<svg onload=alert(1)>', '<iframe srcdoc="<script>1</script>">', '<script>1</script>', '![x](javascript:alert(1))'])(
    '[A2] [A6] %s',
    (text) => {
      draw([message(text)])
      expect(place.querySelector('.fh-text')!.textContent).toBe(text)
      expect(place.querySelector('.fh-text')!.children).toHaveLength(0)
    },
  )
  test('[A5] only http, https and mailto become links, and they tell the other side nothing', () => {
    draw([message('javascript:alert(1) java\tscript:x data:text/html,x https://a.example/b ada@a.example')])
    const links = [...place.querySelectorAll('a')]
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['https://a.example/b', 'mailto:ada@a.example'])
    for (const link of links) expect(link.getAttribute('rel')).toBe('noopener noreferrer nofollow')
  })
  test('[A7] a vnode from outside draws nothing', () => {
    draw([message({ constructor: null, type: 'img', props: {} }), message({ type: 'img', props: { src: 'x' }, __v: 1 })])
    expect(place.querySelector('img')).toBeNull()
    expect([...place.querySelectorAll('.fh-text')].map((one) => one.textContent)).toEqual(['', ''])
  })
  test('[A11] direction controls are gone and names are isolated', () => {
    draw([message('exe.\u202Egnp')], { people: new Map([[ADA, { name: 'Ada\u202E', face: null, role: 'visitor' }]]) })
    expect(place.querySelector('.fh-text')!.textContent).toBe('exe.gnp')
    expect(place.querySelector('.fh-by bdi')!.textContent).toBe('Ada')
    expect(place.querySelector('.fh-text')!.getAttribute('dir')).toBe('auto')
  })
  test('[A12] a look-alike name has the badge of its role, not of its name', () => {
    draw([message('hi', { author: 'eve' })], { people: new Map([['eve', { name: 'Ada Lovelace (Owner)', face: null, role: 'visitor' }]]) })
    expect(place.querySelector('.fh-role')!.textContent).toBe('Visitor')
    expect(place.querySelector('.fh-role-owner')).toBeNull()
    draw([message('hi')])
    expect(place.querySelector('.fh-role-owner')!.textContent).toBe('Owner')
  })
  test('who gave no name is not called a visitor twice', () => {
    draw([message('hi', { author: 'eve' })], { people: new Map([['eve', { name: null, face: null, role: 'visitor' }]]) })
    expect(place.querySelector('.fh-by')!.textContent).toBe('Visitor')
  })
  test('[A13] towers of marks are clipped', () => {
    draw([message(`Z${'\u0301'.repeat(5000)}`)])
    expect(place.querySelector('.fh-text')!.textContent.length).toBeLessThan(20)
  })
})

describe('how far an own message has come', () => {
  test.each([
    [{ state: 'sending' }, 'Sending'],
    [{ state: 'waiting' }, 'Waiting for the connection'],
    [{ state: 'sent' }, 'Sent'],
    [{ state: 'delivered' }, 'Delivered'],
    [{ state: 'read' }, 'Read'],
  ] as const)('%j reads %s', (delivery, shown) => {
    draw([own('hi', delivery)])
    expect(place.querySelector('.fh-delivery')!.textContent).toBe(shown)
  })
  test('not sent says why, and offers to try again or to drop it', () => {
    const onRetry = vi.fn<(cid: string) => void>()
    const onDiscard = vi.fn<(cid: string) => void>()
    const item = own('hi', { state: 'not-sent', failure: createFailure('rate-limited') })
    draw([item], { onRetry, onDiscard })
    expect(place.querySelector('[role=alert]')!.textContent).toContain('Not sent. Too many messages at once.')
    const [again, drop] = place.querySelectorAll<HTMLElement>('[role=alert] button')
    again!.click()
    drop!.click()
    expect([onRetry.mock.calls, onDiscard.mock.calls]).toEqual([[[item.cid]], [[item.cid]]])
  })
  test('where the relay named the failure, the message does too, in short', () => {
    const failure = createFailure('not-allowed', { request: '4f1c9d2a-0000-4000-8000-000000000000' })
    draw([own('hi', { state: 'not-sent', failure })])
    expect(place.querySelector('.fh-reference')!.textContent).toBe('If it stays, tell them: 4f1c9d2a')
    draw([own('hi', { state: 'not-sent', failure: createFailure('not-allowed') })])
    expect(place.querySelector('.fh-reference')).toBeNull()
  })
  test("others' messages show none of it", () => {
    draw([message('hi')])
    expect(place.querySelector('.fh-delivery')).toBeNull()
  })
  test('an edit is marked; what was deleted stays as a place without its text', () => {
    draw([message('better', { edited: true }), own(null)])
    expect(place.querySelector('.fh-edited')!.textContent).toContain('edited')
    expect(place.querySelector('.fh-deleted')!.textContent).toBe('Message deleted')
    expect(place.querySelectorAll('.fh-more')).toHaveLength(1)
  })
})

describe('what a screen reader hears', () => {
  const heard = (): string => place.querySelector('[aria-live=polite]')!.textContent

  test('nothing of what was there before', () => {
    draw([message('old')])
    expect(heard()).toBe('')
    expect(place.querySelector('[role=log]')!.getAttribute('aria-label')).toBe('Conversation')
  })
  test('a new message of somebody else, with their name', () => {
    const before = message('old')
    draw([before])
    draw([before, message('fresh')])
    expect(heard()).toBe('Ada Lovelace: fresh')
  })
  test("not one's own, and not what is paged in from before", () => {
    const first = message('first')
    const second = message('second')
    draw([second])
    draw([first, second])
    draw([first, second, own('mine')])
    expect(heard()).toBe('')
  })
})

describe('the menu of a message', () => {
  const open = (): string[] => {
    place.querySelector<HTMLElement>('.fh-more')!.click()
    return [...place.querySelectorAll('[role=menuitem]')].map((one) => one.textContent)
  }

  test("offers to copy anybody's, to change one's own", async () => {
    draw([message('hi')], { onEdit: () => {}, onRemove: () => {} })
    place.querySelector<HTMLElement>('.fh-more')!.click()
    await vi.waitFor(() => expect([...place.querySelectorAll('[role=menuitem]')].map((one) => one.textContent)).toEqual(['Copy']))
  })
  test('edits and deletes by what it was opened on', async () => {
    const onEdit = vi.fn<(item: MessageItem) => void>()
    const item = own('hi')
    draw([item], { onEdit, onRemove: () => {} })
    open()
    await vi.waitFor(() => expect(place.querySelectorAll('[role=menuitem]')).toHaveLength(3))
    place.querySelectorAll<HTMLElement>('[role=menuitem]')[1]!.click()
    expect(onEdit).toHaveBeenCalledWith(item)
  })
  test('opens by Enter on the message, which the arrows lead to', async () => {
    draw([message('one'), message('two')])
    const log = place.querySelector<HTMLElement>('[role=log]')!
    log.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true }))
    expect(document.activeElement!.textContent).toContain('two')
    document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true }))
    expect(document.activeElement!.textContent).toContain('one')
    document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    await vi.waitFor(() => expect(place.querySelector('[role=menu]')).not.toBeNull())
  })
})

test('the new line stands where the unread began when it was opened, and stays there', () => {
  const items = [message('read'), message('unread')]
  draw(items, { readUpTo: items[0]!.seq! })
  expect(place.querySelector('.fh-new')!.nextElementSibling!.textContent).toContain('unread')
  draw([...items, message('while looking')], { readUpTo: items[0]!.seq! })
  expect(place.querySelectorAll('.fh-new')).toHaveLength(1)
})

test('earlier messages are asked for, and asked for again where that failed', () => {
  const onEarlier = vi.fn<() => void>()
  draw([message('hi')], { earlier: 'failed', onEarlier })
  expect(place.querySelector('.fh-earlier')!.textContent).toContain('could not be loaded')
  place.querySelector<HTMLElement>('.fh-earlier button')!.click()
  expect(onEarlier).toHaveBeenCalledOnce()
})

test('who types is named', () => {
  draw([message('hi')], { typing: ['Ada Lovelace'] })
  expect(place.querySelector('.fh-typing')!.textContent).toBe('Ada Lovelace is typing')
})
