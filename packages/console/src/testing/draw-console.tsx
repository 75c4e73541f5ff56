import { render } from 'preact'
import { act } from 'preact/test-utils'
import type { Conversation, MemberSession } from '@firsthand/protocol'
import { vi } from 'vitest'
import { createConsole, type Console } from '../create-console.ts'
import { createRouter } from '../navigation/router.ts'
import { App } from '../shell/app.tsx'
import { ada, createScriptedClient, type ScriptedClient } from './scripted-client.ts'

/** A console on a page of its own, in a test's hands. */
export interface DrawnConsole {
  console: Console
  client: ScriptedClient
  root: HTMLElement
  /** Presses a key where the focus is; answers whether the console took it. */
  press(key: string, more?: KeyboardEventInit): Promise<boolean>
  click(target: Element | null | undefined): Promise<void>
  type(target: HTMLInputElement | HTMLTextAreaElement, text: string): Promise<void>
  /** Lets what was set be drawn. */
  settle(change?: () => unknown): Promise<void>
  /** The names on the rows, top to bottom. */
  rows(): string[]
  find(selector: string): HTMLElement
  close(): Promise<void>
}

/** The moment it is in every view test. */
export const NOW: number = Date.UTC(2026, 9, 15, 12, 0)

/** Draws the console of Ada, who has these conversations. */
export async function drawConsole({
  conversations = [],
  path = '/console/',
  subjects = [],
  prepare,
}: {
  conversations?: readonly Conversation[]
  path?: string
  subjects?: MemberSession['subjects']
  prepare?: (client: ScriptedClient) => void
} = {}): Promise<DrawnConsole> {
  window.history.replaceState(null, '', path)
  const client = createScriptedClient(NOW, conversations)
  prepare?.(client)
  const router = createRouter(window)
  const member: MemberSession = { person: ada, expiresAt: null, subjects }
  const endSession = vi.fn(async (wipe: () => Promise<unknown>) => {
    await wipe()
    return true
  })
  const console = createConsole({ member, client, router, view: window, endSession })
  const root = document.createElement('div')
  root.className = 'fh'
  document.body.append(root)
  const settle = async (change: () => unknown = () => {}): Promise<void> => {
    await act(async () => {
      await change()
    })
  }
  await settle(() => render(<App console={console} />, root))
  const find = (selector: string): HTMLElement => {
    const found = root.querySelector<HTMLElement>(selector)
    if (!found) throw new Error(`Nothing matches ${selector} in: ${root.textContent}`)
    return found
  }
  return {
    console,
    client,
    root,
    settle,
    find,
    async press(key, more = {}) {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true, ...more })
      await settle(() => (document.activeElement ?? document.body).dispatchEvent(event))
      return event.defaultPrevented
    },
    click: (target) =>
      settle(() => {
        if (!target) throw new Error('There is nothing to click.')
        target.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, button: 0 }))
      }),
    type: (target, text) =>
      settle(() => {
        target.focus()
        target.value = text
        target.dispatchEvent(new InputEvent('input', { bubbles: true }))
      }),
    rows: () => [...root.querySelectorAll('.c-inbox .c-row-name')].map((row) => row.textContent),
    async close() {
      await settle(() => render(null, root))
      root.remove()
      await console.close()
      router.close()
    },
  }
}
