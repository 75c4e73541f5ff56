import type { ConversationId, PersonId } from '@firsthand/protocol'

/** What was typed and not sent, by conversation, for as long as the tab lives: a reload or a look elsewhere loses none of it. */
export interface Drafts {
  read(conversation: ConversationId): string
  write(conversation: ConversationId, text: string): void
  /** Forgets all of this person's: they sign out. */
  wipe(): void
}

/** Keeps drafts in the tab's storage, or in memory where that is refused. They belong to one person and are shown to no other. */
export function createDrafts(storage: Storage | null, owner: PersonId): Drafts {
  const prefix = `firsthand:console:draft:${owner}:`
  const memory = new Map<ConversationId, string>()
  const quietly = <Value>(attempt: () => Value): Value | undefined => {
    try {
      return attempt()
    } catch {
      return undefined
    }
  }
  return {
    read: (conversation) => memory.get(conversation) ?? quietly(() => storage?.getItem(prefix + conversation)) ?? '',
    write(conversation, text) {
      memory.set(conversation, text)
      quietly(() => (text ? storage?.setItem(prefix + conversation, text) : storage?.removeItem(prefix + conversation)))
    },
    wipe() {
      memory.clear()
      quietly(() => {
        for (const key of Object.keys(storage ?? {})) if (key.startsWith(prefix)) storage?.removeItem(key)
      })
    },
  }
}
