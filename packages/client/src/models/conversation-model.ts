import { computed, signal } from '@preact/signals-core'
import { createId } from '@firsthand/protocol'
import type { ConversationId, LogCursor, Page, Start, SubjectQuery } from '@firsthand/protocol'
import type { ConversationModel } from '../client.ts'
import { followTyping } from './follow-typing.ts'
import { followLog } from '../log/follow-log.ts'
import type { FollowedLog, Replaced } from '../log/follow-log.ts'
import { cursorOf, lastSeq, UNREAD_LOG } from '../log/log.ts'
import { amendmentsOf, findItem } from '../outbox/outbox.ts'
import type { Sender, Unsaid } from '../outbox/sender.ts'
import type { Conversations } from './conversations.ts'
import type { Core } from './core.ts'
import { buildTimeline } from './timeline.ts'

const NOTHING_REPLACED: Replaced = { entries: [], shared: 0 }

/** How a conversation will begin. */
export interface Beginning {
  about: SubjectQuery
  page?: Page
}

/** What to call oneself, given before there was a conversation to say it in: it belongs to whoever gave it, not to that one screen. */
export interface Naming {
  given?: string | undefined
}

/** A conversation's model with what the composition needs of it. */
export interface OpenConversation {
  readonly model: ConversationModel
  /** How it will begin, while nothing was said in it. */
  untouched(): Beginning | null
  /** Takes the place of one that was begun and not acknowledged before a reload. */
  adopt(id: ConversationId): void
  /** The relay has it, at least up to here. */
  reaches(seq: number): void
  lose(): void
  cursor(): LogCursor | null
  close(): void
}

/** Opens a conversation: with a beginning, one that stands nowhere yet. */
export function openConversation(
  core: Core,
  sender: Sender,
  conversations: Conversations,
  naming: Naming,
  asked: ConversationId,
  beginning: Beginning | null,
  released: () => void,
): OpenConversation {
  const { you, online, link } = core
  const id = signal(asked)
  const followed = signal<FollowedLog | null>(null)
  const gone = signal(false)
  const readUpTo = signal<number | null>(null)
  let touched = false

  const outbox = computed(() => sender.outbox.value.filter(({ said }) => said.payload.conversation === id.value))
  const unbegun = computed(() => outbox.value.some(({ said }) => said.command === 'message:send' && said.payload.start))
  const conversation = computed(() => conversations.known.value.get(id.value) ?? null)
  const participants = computed(() => conversation.value?.participants ?? [])
  const entries = computed(() => followed.value?.log.value.entries ?? [])
  const typing = followTyping(core, () => id.value, participants)

  /** Follows the log from now on: the relay has it. */
  function follow(): void {
    if (followed.value) return
    const log = followLog(core, id.value, { heard: conversations.heard, recover: () => sender.recover(id.peek()) })
    followed.value = log
    ends.push(
      log.close,
      log.log.subscribe((now) => sender.shown(id.peek(), lastSeq(now))),
    )
    const known = conversations.refresh(id.value)
    // One's own entries are told from others' by who one is: a first-time visitor learns that from the conversation.
    void (you.value ? log.heal() : known.then(log.heal))
  }

  function followUnlessNew(): void {
    if (followed.value) void conversations.refresh(id.value)
    else if (!beginning && !unbegun.value && online.value) follow()
  }

  const ends: (() => void)[] = []
  ends.push(
    link.on('welcome', followUnlessNew),
    conversations.known.subscribe(() => {
      if (!conversation.value) return
      // It stands, whichever tab began it.
      follow()
      const mine = participants.value.find(({ person }) => person.id === core.me())
      // Of a conversation that begins here, all that stands in it at first was said here.
      if (mine && readUpTo.value === null) readUpTo.value = beginning ? conversation.value.head.seq : mine.read
      // Another tab's conversation has taken the place of the one it was to begin with.
      if (mine && naming.given !== undefined) void sayName(naming.given)
    }),
  )

  function startOf({ about, page }: Beginning): Start {
    const name = naming.given
    naming.given = undefined
    return { kind: 'chat', about, ...(page && { page }), ...(name !== undefined && { name }) }
  }

  function sayName(name: string): Promise<void> {
    naming.given = undefined
    return say({ command: 'name:give', payload: { ...stamp(), name } })
  }

  function say(what: Unsaid, instead?: readonly string[]): Promise<void> {
    touched = true
    return sender.say(what, instead)
  }

  function sendText(text: string, instead?: readonly string[]): Promise<void> {
    const start = !followed.value && beginning && startOf(beginning)
    return say({ command: 'message:send', payload: { ...stamp(), text, ...(start && { start }) } }, instead)
  }

  function stamp(): { conversation: ConversationId; cid: string } {
    return { conversation: id.value, cid: createId(core.clock.now()) }
  }

  const model: ConversationModel = {
    get id() {
      return id.value
    },
    state: computed(() => {
      if (gone.value) return 'gone'
      return followed.value?.state.value ?? (beginning || unbegun.value ? 'new' : 'loading')
    }),
    conversation,
    timeline: computed(() =>
      buildTimeline({
        entries: entries.value,
        replaced: followed.value?.replaced.value ?? NOTHING_REPLACED,
        outbox: outbox.value,
        participants: participants.value,
        you: core.me(),
        online: online.value,
      }),
    ),
    earlier: computed(() => followed.value?.earlier.value ?? 'none'),
    loadEarlier: async () => followed.value?.loadEarlier(),
    typing: typing.people,
    unread: computed(() => conversation.value?.unread ?? 0),
    readUpTo: computed(() => readUpTo.value ?? 0),

    send: (text) => sendText(text),
    async edit(cid, text) {
      const item = findItem(outbox.value, cid)
      if (item?.phase.state === 'refused') return sendText(text, [cid])
      // The newest change that the relay cannot have yet takes the new text; else it is a change of its own.
      const open = [item, ...amendmentsOf(outbox.value, cid)].findLast((one) => one)
      if (open && !open.tried && open.said.command !== 'message:delete') {
        return sender.replace({ ...open.said, payload: { ...open.said.payload, text } } as typeof open.said)
      }
      return say({ command: 'message:edit', payload: { ...stamp(), target: cid, text } }, refusedOrUntried(cid))
    },
    async remove(cid) {
      const item = findItem(outbox.value, cid)
      const instead = refusedOrUntried(cid)
      if (item && (!item.tried || item.phase.state === 'refused')) return sender.drop([cid, ...instead])
      return say({ command: 'message:delete', payload: { ...stamp(), target: cid } }, instead)
    },
    async retry(cid) {
      // A refused command is over: the same again is a new one (the same key while the outcome is unknown, another after a refusal).
      for (const item of [findItem(outbox.value, cid), ...amendmentsOf(outbox.value, cid)]) {
        if (item?.phase.state !== 'refused') continue
        const { command, payload } = item.said
        await say({ command, payload: { ...payload, cid: stamp().cid } } as Unsaid, [payload.cid])
      }
    },
    discard: (cid) => sender.drop([cid, ...amendmentsOf(outbox.value, cid).map((item) => item.said.payload.cid)].filter(isRefused)),
    changeStatus: (to, reason) => say({ command: 'status:change', payload: { ...stamp(), to, ...(reason !== undefined && { reason }) } }),
    async giveName(given) {
      if (followed.value || unbegun.value) await sayName(given)
      else naming.given = given
    },
    reportTyping: (now) => followed.value && typing.report(now),
    markRead: () => conversations.markRead(id.value, lastSeq(followed.value?.log.value ?? UNREAD_LOG)),
    release: released,
  }

  function isRefused(cid: string): boolean {
    return findItem(outbox.value, cid)?.phase.state === 'refused'
  }

  /** Changes to a message that a newer one replaces: the relay has not got them. */
  function refusedOrUntried(cid: string): string[] {
    return amendmentsOf(outbox.value, cid)
      .filter((item) => !item.tried || item.phase.state === 'refused')
      .map((item) => item.said.payload.cid)
  }

  followUnlessNew()

  return {
    model,
    untouched: () => (touched || followed.value ? null : beginning),
    adopt: (kept) => (id.value = kept),
    reaches(seq) {
      // Lost to a restore, it may have been brought back.
      gone.value = false
      follow()
      followed.value?.expect(seq)
      // It may have come by the log before its answer, or another tab, brought it.
      sender.shown(id.value, lastSeq(followed.value?.log.value ?? UNREAD_LOG))
    },
    lose: () => (gone.value = true),
    cursor: () => (followed.value?.log.value.epoch ? cursorOf(followed.value.log.value, id.value) : null),
    close() {
      typing.close()
      for (const end of ends) end()
    },
  }
}
