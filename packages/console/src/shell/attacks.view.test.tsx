import type { Person } from '@firsthand/protocol'
import { afterEach, describe, expect, it } from 'vitest'
import { drawConsole, NOW, type DrawnConsole } from '../testing/draw-console.tsx'
import { idOf, makeConversation, type ConversationSketch } from '../testing/make-conversation.ts'

let drawn: DrawnConsole
afterEach(() => drawn.close())

/** Draws a conversation with somebody who means harm: in the list, opened, with their facts, and found by the palette. */
async function meet(sketch: ConversationSketch, page?: { url: string; title: string }): Promise<HTMLElement> {
  const conversation = { ...makeConversation(1, { at: NOW, unread: 1, ...sketch }), page: page ?? null }
  const person = conversation.participants[0]!.person
  drawn = await drawConsole({
    conversations: [conversation],
    path: `/console/c/${idOf(1)}`,
    prepare(client) {
      const live = page ? { ...page, at: NOW } : null
      client.pageOf(person.id).value = live
      client.facts = () => ({ ok: true, value: { person, firstMessageAt: NOW, locale: sketch.text ?? null, page: live, conversations: 1 } })
    },
  })
  await drawn.press('k', { ctrlKey: true })
  return drawn.root
}

const links = (): string[] => [...drawn.root.querySelectorAll('a')].map((link) => link.href)

describe('what a visitor writes attacks nobody here', () => {
  it('[A1] a name of markup is a name', async () => {
    const root = await meet({ name: '"><img src=x onerror=alert(1)>' })
    expect(root.querySelector('img')).toBeNull()
    expect(drawn.find('.c-row-name').textContent).toBe('"><img src=x onerror=alert(1)>')
    expect(drawn.find('.c-head h2').textContent).toBe('"><img src=x onerror=alert(1)>')
  })

  it.each(['<svg onload=alert(1)>', '<iframe srcdoc="<script>alert(1)</script>">', '<script>1</script>'])(
    '[A2] [A6] %s stays text',
    async (text) => {
      const root = await meet({ text })
      expect(root.querySelector('iframe, script, [onload], [srcdoc]')).toBeNull()
      expect(drawn.find('.c-row-said').textContent).toBe(text)
      expect(drawn.find('[role="log"]').textContent).toContain(text)
    },
  )

  it('[A3] a language that is markup stays text', async () => {
    const root = await meet({ text: '<script>1</script>' })
    expect(root.querySelector('script')).toBeNull()
    expect(drawn.find('.fh-facts').textContent).toContain('<script>1</script>')
  })

  it('[A4] a page title and a subject of markup stay text', async () => {
    const markup = '<b onclick=alert(1)>x</b>'
    const root = await meet({ subject: { title: markup } }, { url: 'https://acme.example/', title: markup })
    expect(root.querySelector('b, [onclick]')).toBeNull()
    expect(drawn.find('aside').textContent).toContain(markup)
    expect(drawn.find('.c-head-subject').textContent).toBe(markup)
  })

  it.each([
    'java\tscript:alert(1)',
    ['javascript', 'alert(1)'].join(':'),
    'data:text/html,x',
    'https://you@evil.example/',
    'vbscript:x',
    '//evil.example',
  ])('[A5] %s is no link, neither as a page nor as a subject nor in a message', async (url) => {
    await meet({ text: `see ${url}`, subject: { url } }, { url, title: 'x' })
    expect(links().every((href) => href.startsWith(window.location.origin))).toBe(true)
  })

  it('a page address shows no query and no hash: tokens hide there', async () => {
    await meet({}, { url: 'https://acme.example/reset?token=secret#secret', title: 'Reset' })
    expect(drawn.root.textContent).not.toContain('secret')
    expect(links().join()).not.toContain('secret')
  })

  it('[A7] what is no text where text is due draws nothing', async () => {
    const vnode = { constructor: null, type: 'img', props: { src: 'x', onerror: 'alert(1)' } } as unknown as string
    const root = await meet({ name: vnode, text: 'hello', subject: { title: vnode } }, { url: vnode, title: vnode })
    expect(root.querySelector('img')).toBeNull()
    expect(drawn.find('.c-head h2').textContent).toBe('Visitor')
  })

  it('[A11] text that turns around is straightened and kept to itself', async () => {
    await meet({ name: 'exe.\u202Egnp' })
    expect(drawn.find('.c-row-name').textContent).toBe('exe.gnp')
    expect(drawn.find('.c-row-name').tagName).toBe('BDI')
    expect(drawn.find('.c-head h2 bdi').textContent).toBe('exe.gnp')
  })

  it('[A12] whoever calls themselves like the owner is still shown as a visitor', async () => {
    const name: Person['name'] = 'Ada Lovelace'
    await meet({ name })
    expect(drawn.find('.c-about-who').textContent).toContain('Visitor')
    expect(drawn.find('[role="log"] .fh-role').textContent).toBe('Visitor')
  })

  it('[A13] a tower of combining marks is cut down', async () => {
    await meet({ name: `Z${'\u0301'.repeat(5_000)}` })
    expect(drawn.find('.c-row-name').textContent.length).toBeLessThan(20)
    expect(drawn.find('.c-head h2').textContent.length).toBeLessThan(20)
  })
})
