import type { ConversationModel, MessageItem } from '@firsthand/client'
import { signal, type ReadonlySignal } from '@preact/signals'

/** What is being written in one conversation: a new message, or the new text of an old one. */
export interface Draft {
  readonly text: ReadonlySignal<string>
  /** The cid of the message being edited, or null. */
  readonly editing: ReadonlySignal<string | null>
  write(text: string): void
  edit(item: MessageItem): void
  cancel(): void
  /** Sends what was written, or saves the edit; what was begun before an edit comes back. */
  submit(text: string): Promise<void>
}

/** Makes the draft of a conversation, empty or with a text to begin with. */
export function createDraft(model: ConversationModel, begun = ''): Draft {
  const text = signal(begun)
  const editing = signal<string | null>(null)
  let before = ''
  const leave = (): void => {
    editing.value = null
    text.value = before
    before = ''
  }
  return {
    text,
    editing,
    write(next) {
      text.value = next
      if (!editing.value) model.reportTyping(next.trim() !== '')
    },
    edit(item) {
      if (!editing.value) before = text.value
      editing.value = item.cid
      text.value = item.text ?? ''
    },
    cancel: leave,
    async submit(said) {
      const cid = editing.value
      if (cid) {
        leave()
        await model.edit(cid, said)
      } else {
        text.value = ''
        model.reportTyping(false)
        await model.send(said)
      }
    },
  }
}
