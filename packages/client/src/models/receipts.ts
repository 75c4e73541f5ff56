import type { AdvanceCursor, ConversationId } from '@firsthand/protocol'
import type { Core } from './core.ts'

/** Entries that arrive together are reported together. */
const GATHER_MS = 200

/** Says how far the logs have come on this device. */
export interface Receipts {
  advance(to: AdvanceCursor): void
  clear(): void
  close(): void
}

/** Makes {@link Receipts}: only the highest counts, one command at a time, said again after a reconnection until it was heard [P15]. */
export function createReceipts({ link, clock, online }: Core): Receipts {
  const waiting = new Map<ConversationId, AdvanceCursor>()
  let cancel: (() => void) | null = null
  let busy = false

  async function flush(): Promise<void> {
    cancel = null
    if (busy) return
    busy = true
    for (const [conversation, to] of waiting) {
      const result = await link.insist('cursor:advance', to)
      if (!result.ok && result.failure.code === 'unreachable') break
      // What was added meanwhile waits for its own turn.
      if (waiting.get(conversation) === to) waiting.delete(conversation)
    }
    busy = false
    if (waiting.size > 0 && online.value) gather()
  }

  function gather(): void {
    cancel ??= clock.after(GATHER_MS, () => void flush())
  }

  const forget = link.on('welcome', () => {
    if (waiting.size > 0) gather()
  })

  return {
    advance(to) {
      const known = waiting.get(to.conversation)
      waiting.set(to.conversation, {
        conversation: to.conversation,
        ...highest('delivered', known, to),
        ...highest('read', known, to),
      })
      gather()
    },
    clear: () => waiting.clear(),
    close() {
      waiting.clear()
      cancel?.()
      forget()
    },
  }
}

function highest(name: 'delivered' | 'read', known: AdvanceCursor | undefined, to: AdvanceCursor): { delivered?: number; read?: number } {
  const seq = Math.max(known?.[name] ?? 0, to[name] ?? 0)
  return seq > 0 ? { [name]: seq } : {}
}
