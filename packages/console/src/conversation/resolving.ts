import { signal, type ReadonlySignal } from '@preact/signals'
import type { Client, ConversationModel } from '@firsthand/client'
import type { ConversationId, Status } from '@firsthand/protocol'
import type { Notices } from '../shell/notices.ts'

/** Resolving and reopening, with an undo that leaves no trace. */
export interface Resolving {
  /** The conversation that is about to be resolved: screens show it as resolved already. */
  readonly pending: ReadonlySignal<ConversationId | null>
  resolve(model: ConversationModel): void
  reopen(model: ConversationModel): Promise<void>
  /** Carries out what is pending now: the page is being left. Resolves once the relay has it. */
  settle(): Promise<void>
  close(): void
}

/** What is said on screen about it. */
export interface ResolvingWords {
  resolved: string
  undo: string
  wroteAgain: string
}

/**
 * A change of status is an entry that both sides see for ever, so a slip of the finger should not become two of them: resolving waits
 * for as long as its notice with "Undo" stands, and is said only then. Should the visitor write in between, it is dropped:
 * what they wrote has not been answered.
 */
export function createResolving(client: Pick<Client, 'on' | 'openConversation'>, notices: Notices, words: ResolvingWords): Resolving {
  const pending = signal<ConversationId | null>(null)
  let saying = Promise.resolve()
  const say = async (id: ConversationId): Promise<void> => {
    pending.value = null
    const model = client.openConversation(id)
    await model.changeStatus('resolved')
    await becomes(model, 'resolved')
    model.release()
  }
  const stop = client.on('message-received', ({ conversation }) => {
    if (pending.peek() !== conversation) return
    pending.value = null
    notices.show({ text: words.wroteAgain })
  })
  return {
    pending,
    resolve(model) {
      const { id } = model
      if (pending.peek() === id) return
      const undo = (): void => {
        if (pending.peek() === id) pending.value = null
      }
      // Showing a notice ends the one before it, and so says what that one held back.
      notices.show({ text: words.resolved, act: { label: words.undo, run: undo } }, () => {
        if (pending.peek() === id) saying = say(id)
      })
      pending.value = id
    },
    reopen(model) {
      if (pending.peek() !== model.id) return model.changeStatus('open')
      notices.act()
      return Promise.resolve()
    },
    settle() {
      if (pending.peek() !== null) notices.dismiss()
      return saying
    },
    close: stop,
  }
}

/** Resolves when the conversation has come to this status. */
function becomes(model: ConversationModel, status: Status): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const stop = model.conversation.subscribe((conversation) => {
    if (conversation?.status === status) resolve()
  })
  return promise.finally(stop)
}
