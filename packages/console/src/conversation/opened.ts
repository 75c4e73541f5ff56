import { effect, signal, untracked, type ReadonlySignal } from '@preact/signals'
import type { Client, ConversationModel } from '@firsthand/client'
import type { ConversationId } from '@firsthand/protocol'

/** The model of the conversation on screen: opened when it comes, released when it goes. */
export function createOpened(
  client: Pick<Client, 'openConversation'>,
  id: ReadonlySignal<ConversationId | null>,
): { model: ReadonlySignal<ConversationModel | null>; close: () => void } {
  const model = signal<ConversationModel | null>(null)
  const close = effect(() => {
    const wanted = id.value
    const opened = wanted === null ? null : untracked(() => client.openConversation(wanted))
    model.value = opened
    return () => untracked(() => opened?.release())
  })
  return { model, close }
}
