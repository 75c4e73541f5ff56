import { computed, signal } from '@preact/signals-core'
import type { ReadonlySignal } from '@preact/signals-core'
import type { ConversationId, Participant, Person, PersonId } from '@firsthand/protocol'
import type { Core } from './core.ts'

/** Who types in one conversation, oneself included. */
export interface Typing {
  readonly people: ReadonlySignal<readonly Person[]>
  report(typing: boolean): void
  close(): void
}

/** Follows who types. What is not said again within the relay's time is over [product: never a lie that stays]. */
export function followTyping(
  { link, clock, me }: Core,
  conversation: () => ConversationId,
  participants: ReadonlySignal<readonly Participant[]>,
): Typing {
  const others = signal<ReadonlyMap<PersonId, () => void>>(new Map())
  let cancelOwn: (() => void) | null = null
  let saidAt = -Infinity
  const lasts = (): number => link.welcome.value?.limits.typingMs ?? 6_000

  function change(person: PersonId, typing: boolean): void {
    const next = new Map(others.value)
    next.get(person)?.()
    next.delete(person)
    if (typing)
      next.set(
        person,
        clock.after(lasts(), () => change(person, false)),
      )
    others.value = next
  }

  function say(typing: boolean): void {
    saidAt = typing ? clock.now() : -Infinity
    void link.request('typing:report', { conversation: conversation(), typing })
  }

  const ends = [
    link.on('typing:changed', (event) => {
      if (event.conversation === conversation() && event.person !== me()) change(event.person, event.typing)
    }),
    // Whoever said it has stopped writing it.
    link.on('entry:committed', (entry) => {
      if (entry.conversation === conversation() && others.value.has(entry.author)) change(entry.author, false)
    }),
  ]

  return {
    people: computed(() => participants.value.flatMap(({ person }) => (others.value.has(person.id) ? [person] : []))),
    report(typing) {
      cancelOwn?.()
      cancelOwn = null
      if (!typing) {
        if (saidAt > -Infinity) say(false)
        return
      }
      // Said again at half time, so that the others see no gap; taken back when the keys rest.
      if (clock.now() - saidAt >= lasts() / 2) say(true)
      cancelOwn = clock.after(lasts() / 2, () => say(false))
    },
    close() {
      cancelOwn?.()
      for (const cancel of others.value.values()) cancel()
      for (const end of ends) end()
    },
  }
}
