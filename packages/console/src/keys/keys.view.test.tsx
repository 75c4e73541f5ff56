import { afterEach, describe, expect, it } from 'vitest'
import { drawConsole, NOW, type DrawnConsole } from '../testing/draw-console.tsx'
import { idOf, makeConversation } from '../testing/make-conversation.ts'

let drawn: DrawnConsole
afterEach(async () => {
  await drawn.close()
  localStorage.clear()
  sessionStorage.clear()
})

const three = [1, 2, 3].map((number) =>
  makeConversation(number, { name: `Person ${number}`, at: NOW - number * 1000, unread: number === 3 ? 1 : 0 }),
)
const path = (): string => window.location.pathname
const focused = (): string | undefined => document.activeElement?.querySelector('.c-row-name')?.textContent
const composer = (): HTMLTextAreaElement => drawn.find('.c-reply textarea') as HTMLTextAreaElement

describe('the keys', () => {
  it('move through the list by j and k and open by Enter, with the focus where the eye is', async () => {
    drawn = await drawConsole({ conversations: three })
    await drawn.press('j')
    expect(focused()).toBe('Person 3')
    await drawn.press('j')
    await drawn.press('j')
    await drawn.press('k')
    expect(focused()).toBe('Person 1')
    expect(path(), 'pointing opens nothing, and so reads nothing').toBe('/console/')
    await drawn.press('o')
    expect(path()).toBe(`/console/c/${idOf(1)}`)
    expect(document.activeElement).toBe(drawn.find('main'))
  })

  it('only one row takes part in Tab', async () => {
    drawn = await drawConsole({ conversations: three })
    await drawn.press('j')
    await drawn.press('j')
    const open = [...drawn.root.querySelectorAll<HTMLElement>('.c-inbox .c-row')].filter((row) => row.tabIndex === 0)
    expect(open.map((row) => row.querySelector('.c-row-name')?.textContent)).toEqual(['Person 1'])
  })

  it('the arrows do the same within the list, and nothing elsewhere', async () => {
    drawn = await drawConsole({ conversations: three })
    await drawn.press('j')
    await drawn.press('ArrowDown')
    expect(focused()).toBe('Person 1')
    ;(document.activeElement as HTMLElement).blur()
    expect(await drawn.press('ArrowDown')).toBe(false)
  })

  it('r writes an answer, Esc leaves the text standing, Esc again goes back to the list', async () => {
    drawn = await drawConsole({ conversations: three, path: `/console/c/${idOf(1)}` })
    await drawn.press('r')
    expect(document.activeElement).toBe(composer())
    await drawn.type(composer(), 'Half an ans')
    await drawn.press('Escape')
    expect(document.activeElement).toBe(drawn.find('main'))
    expect(composer().value).toBe('Half an ans')
    await drawn.press('Escape')
    expect(path()).toBe('/console/')
    expect(focused()).toBe('Person 1')
  })

  it('u goes to the next unread, and says so when there is none', async () => {
    drawn = await drawConsole({ conversations: three })
    await drawn.press('u')
    expect(path()).toBe(`/console/c/${idOf(3)}`)
    await drawn.settle(() => (drawn.client.inbox.conversations.value = three.map((one) => ({ ...one, unread: 0 }))))
    await drawn.press('u')
    expect(drawn.find('.c-notices').textContent).toContain('Nothing is unread.')
  })

  it('e resolves, z takes it back', async () => {
    drawn = await drawConsole({ conversations: three, path: `/console/c/${idOf(1)}` })
    await drawn.press('e')
    expect(drawn.find('.c-notices').textContent).toContain('Resolved.')
    expect(drawn.find('.c-head h2').textContent).toContain('Resolved')
    expect(drawn.find('.c-head-resolve').textContent).toContain('Reopen')
    await drawn.press('z')
    expect(drawn.find('.c-head-resolve').textContent).toContain('Resolve')
    expect(drawn.client.acts.filter((act) => act.startsWith('status'))).toEqual([])
  })

  it('/ searches, i shows person and subject, a appears away', async () => {
    drawn = await drawConsole({ conversations: three, path: `/console/c/${idOf(1)}` })
    await drawn.press('/')
    expect(document.activeElement).toBe(drawn.find('.c-search input'))
    await drawn.press('Escape')
    await drawn.press('i')
    expect(path()).toBe(`/console/c/${idOf(1)}/about`)
    expect(document.activeElement).toBe(drawn.find('aside'))
    await drawn.press('Escape')
    expect(path()).toBe(`/console/c/${idOf(1)}`)
    await drawn.press('a')
    expect(drawn.find('[role="switch"]').getAttribute('aria-checked')).toBe('true')
    expect(drawn.find('.c-me').textContent).toContain('You appear away')
  })

  it('are letters and nothing else while one types', async () => {
    drawn = await drawConsole({ conversations: three, path: `/console/c/${idOf(1)}` })
    await drawn.press('r')
    for (const key of ['j', 'e', 'u', 'z', '?', '/', '1']) {
      const taken = await drawn.press(key)
      expect({ key, taken }).toEqual({ key, taken: false })
    }
    expect(path()).toBe(`/console/c/${idOf(1)}`)
    expect(drawn.root.querySelector('dialog')).toBeNull()
  })

  it('are the browser’s own together with Control or Alt', async () => {
    drawn = await drawConsole({ conversations: three, path: `/console/c/${idOf(1)}` })
    expect(await drawn.press('r', { ctrlKey: true })).toBe(false)
    expect(await drawn.press('e', { altKey: true })).toBe(false)
  })

  it('wait while an input method composes', async () => {
    drawn = await drawConsole({ conversations: three })
    expect(await drawn.press('j', { isComposing: true })).toBe(false)
  })
})

describe('the sheet of keys', () => {
  it('lists every action that has a key', async () => {
    drawn = await drawConsole({ conversations: three })
    await drawn.press('?')
    const listed = [...drawn.root.querySelectorAll('dialog dt')].map((line) => line.textContent)
    expect(listed).toEqual(expect.arrayContaining(drawn.console.actions.filter((one) => one.keys.length > 0).map((one) => one.label())))
    await drawn.press('?')
    expect(drawn.root.querySelector('dialog')).toBeNull()
  })

  it('switches the lone letters off for good (WCAG 2.1.4), and the tooltips forget them', async () => {
    drawn = await drawConsole({ conversations: three, path: `/console/c/${idOf(1)}` })
    await drawn.press('?')
    await drawn.click(drawn.find('dialog [role="switch"]'))
    await drawn.settle(() => (drawn.console.overlay.value = 'none'))
    expect(await drawn.press('e')).toBe(false)
    expect(drawn.find('.c-head-resolve button').hasAttribute('aria-keyshortcuts')).toBe(false)
    expect(await drawn.press('k', { ctrlKey: true })).toBe(true)
    await drawn.close()
    drawn = await drawConsole({ conversations: three })
    expect(await drawn.press('j')).toBe(false)
  })
})

describe('the palette', () => {
  it('opens by Control K even while one types, finds, and does', async () => {
    drawn = await drawConsole({ conversations: three, path: `/console/c/${idOf(1)}` })
    await drawn.press('r')
    await drawn.press('k', { ctrlKey: true })
    const field = drawn.find('dialog input') as HTMLInputElement
    await drawn.type(field, 'person 2')
    expect(drawn.find('[role="option"]').textContent).toContain('Person 2')
    await drawn.press('Enter')
    expect(path()).toBe(`/console/c/${idOf(2)}`)
    expect(drawn.root.querySelector('dialog')).toBeNull()
  })

  it('names the chosen line to screen readers, and turns around at the end', async () => {
    drawn = await drawConsole({ conversations: three })
    await drawn.press('k', { metaKey: true })
    const field = drawn.find('dialog input') as HTMLInputElement
    field.focus()
    await drawn.press('ArrowUp')
    const lines = [...drawn.root.querySelectorAll('[role="option"]')]
    expect(field.getAttribute('aria-activedescendant')).toBe(lines.at(-1)?.id)
    await drawn.press('ArrowDown')
    expect(field.getAttribute('aria-activedescendant')).toBe(lines[0]?.id)
  })
})
