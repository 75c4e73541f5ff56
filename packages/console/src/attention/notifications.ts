import { signal, type ReadonlySignal } from '@preact/signals'
import type { ConversationId } from '@firsthand/protocol'

/** Whether this browser may show a notification; `unavailable` where it has none. */
export type Permission = 'granted' | 'denied' | 'unasked' | 'unavailable'

/** One thing worth telling somebody who looks elsewhere. */
export interface Notice {
  conversation: ConversationId
  title: string
  text: string
}

/** Desktop notifications. */
export interface Notifications {
  readonly permission: ReadonlySignal<Permission>
  /** Asks the browser's own question. Only ever from a click. */
  ask(): Promise<void>
  /** Shows it; a newer one of the same conversation takes its place. Nothing without permission. */
  show(notice: Notice): void
  close(): void
}

/**
 * @param open what a click on a notification does, after the window came to the front
 */
export function createNotifications(
  view: Window & { Notification?: typeof Notification },
  open: (conversation: ConversationId) => void,
): Notifications {
  const api = view.Notification
  const permission = signal<Permission>(readPermission(api))
  const standing = new Map<ConversationId, Notification>()
  return {
    permission,
    async ask() {
      await api?.requestPermission()
      permission.value = readPermission(api)
    },
    show({ conversation, title, text }) {
      if (!api || permission.value !== 'granted') return
      const shown = new api(title, { body: text, tag: conversation, icon: '/console/icon-192.png' })
      shown.addEventListener('click', () => {
        view.focus()
        open(conversation)
        shown.close()
      })
      standing.set(conversation, shown)
    },
    close() {
      for (const shown of standing.values()) shown.close()
    },
  }
}

function readPermission(api: typeof Notification | undefined): Permission {
  if (!api) return 'unavailable'
  return api.permission === 'default' ? 'unasked' : api.permission
}
