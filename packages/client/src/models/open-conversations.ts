import { createId } from '@firsthand/protocol'
import type { Appended, ConversationId, FailureCode, LogCursor, Result } from '@firsthand/protocol'
import type { ConversationModel } from '../client.ts'
import type { Said } from '../outbox/outbox.ts'
import type { Sender } from '../outbox/sender.ts'
import { openConversation } from './conversation-model.ts'
import type { Beginning, Naming, OpenConversation } from './conversation-model.ts'
import type { Conversations } from './conversations.ts'
import type { Core } from './core.ts'

/** The conversations that some screen shows. */
export interface OpenConversations {
  open(id: ConversationId): ConversationModel
  start(id: ConversationId | undefined, beginning: Beginning): ConversationModel
  get(id: ConversationId): OpenConversation | undefined
  /** For `hello`. */
  cursors(): LogCursor[]
  /** The outbox was restored: what was begun before a reload and never acknowledged goes on where the page asks about the same thing. */
  restored(): void
  /** The relay acknowledged or refused something said. `here`: it is this page's to tell its host. */
  settled(said: Said, result: Result<Appended>, here: boolean): void
  /** None of them is there any more. */
  clear(): void
  close(): void
}

/** Keeps {@link OpenConversations}: one model for each id, until it was released as often as it was opened. */
export function keepOpenConversations(core: Core, sender: Sender, conversations: Conversations): OpenConversations {
  const open = new Map<ConversationId, { one: OpenConversation; uses: number }>()
  const naming: Naming = {}

  function openOnce(id: ConversationId, beginning: Beginning | null): ConversationModel {
    let shown = open.get(id)
    if (!shown) {
      const one = openConversation(core, sender, conversations, naming, id, beginning, () => release(one.model.id))
      shown = { one, uses: 0 }
      open.set(id, shown)
    }
    shown.uses++
    return shown.one.model
  }

  function release(id: ConversationId): void {
    const shown = open.get(id)
    if (!shown || --shown.uses > 0) return
    open.delete(id)
    shown.one.close()
    sender.shown(id, Infinity)
  }

  function findBegun({ about }: Beginning): ConversationId | undefined {
    return sender.outbox.value.find(({ said }) => {
      const begun = said.command === 'message:send' && said.payload.start?.about
      return begun && begun.subject === about.subject && (about.subject !== undefined || begun.url === about.url)
    })?.said.payload.conversation
  }

  /** The relay does not tell whoever sent a message of it again. A first-time visitor, who is nobody yet, reads it with the conversation. */
  function hearOwn(said: Said, { conversation, cid, seq, at, text }: Appended): void {
    const author = core.me()
    const epoch = core.link.welcome.peek()?.epoch
    if (said.command !== 'message:send' || !author || epoch === undefined) return
    const body = { text: text ?? said.payload.text }
    core.link.tell('entry:committed', { conversation, cid, seq, at, author, epoch, type: 'message', body })
  }

  async function began(id: ConversationId, here: boolean): Promise<void> {
    await conversations.refresh(id)
    void conversations.check()
    const begun = conversations.known.value.get(id)
    if (begun && here) core.emit('conversation-started', { conversation: id, subject: begun.subject.key })
  }

  return {
    open: (id) => openOnce(id, null),
    start: (id, beginning) => openOnce(findBegun(beginning) ?? id ?? createId(core.clock.now()), beginning),
    get: (id) => open.get(id)?.one,
    cursors: () => [...open.values()].flatMap(({ one }) => one.cursor() ?? []),
    restored() {
      for (const [id, shown] of Array.from(open)) {
        const beginning = shown.one.untouched()
        const begun = beginning && findBegun(beginning)
        if (!begun || open.has(begun)) continue
        open.delete(id)
        shown.one.adopt(begun)
        open.set(begun, shown)
      }
    },
    settled(said, result, here) {
      const { conversation, cid } = said.payload
      if (!result.ok) {
        const { code } = result.failure
        // The relay has it with other words; what has become of them is in the log.
        if (code === 'cid-conflict') {
          open.get(conversation)?.one.reaches(1)
          return void conversations.refresh(conversation)
        }
        if (here) core.emit('error', result.failure)
        // What shows nowhere as "not sent" is over with its refusal; so is what was to be done to a message that is gone.
        if (!said.command.startsWith('message') || code === 'message-deleted' || isDone(said, code)) void sender.drop([cid])
        return
      }
      hearOwn(said, result.value)
      const shown = open.get(conversation)
      if (shown) shown.one.reaches(result.value.seq)
      else sender.shown(conversation, Infinity)
      if (said.command !== 'message:send') return
      if (here) core.emit('message-sent', { conversation, cid })
      if (said.payload.start) void began(conversation, here)
    },
    clear() {
      for (const { one } of open.values()) {
        one.lose()
        one.close()
      }
      open.clear()
      naming.given = undefined
    },
    close() {
      for (const { one } of open.values()) one.close()
    },
  }
}

/** What is not there needs no changing, nor deleting. */
function isDone({ command }: Said, code: FailureCode): boolean {
  return code === 'message-not-found' || (command === 'message:delete' && code === 'conversation-not-found')
}
