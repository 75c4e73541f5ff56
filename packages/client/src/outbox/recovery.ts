import type { Appended, ConversationId, LogCursor, Start } from '@firsthand/protocol'
import type { Change } from '../keep/keeper.ts'
import type { Core } from '../models/core.ts'
import { cursorsOf, isAcked, outlived } from './acked.ts'
import type { AckedSaid } from './acked.ts'
import { findMissing } from './find-missing.ts'
import type { Said } from './outbox.ts'

/** Holds what the relay acknowledged, and has it said again where the relay turns out to have lost it [P13]. */
export interface Recovery {
  /** What is kept of something acknowledged: everything that saying it again would need. */
  ackedOf(said: Said, ack: Appended): AckedSaid
  hold(said: AckedSaid): void
  holds(cid: string): boolean
  /** It is being said again. */
  release(cid: string): void
  /** Lets go of what need not be held any longer, and returns it as it has to be written. */
  letGo(): Change[]
  /** For `hello`: where the newest of one's own stands in each conversation. */
  cursors(): LogCursor[]
  /** The relay may have lost something of these, until it is known. */
  doubt(conversations: Iterable<ConversationId>): void
  isDoubtful(conversation: ConversationId): boolean
  /** Compares with the relay's log. Returns whether anything is said again. */
  recover(conversation: ConversationId): Promise<boolean>
  /** This one was read from the relay: should its return have been awaited, what is lost in it is said again now. */
  stands(conversation: ConversationId): void
  /** Forgets everything, without a word to the storage. */
  clear(): void
  close(): void
}

/** What a recovery stands on. */
export interface RecoveryOptions {
  save(changes: readonly Change[]): Promise<unknown>
  /** How a conversation that stands could be begun again; null where it is not one's own to begin. */
  startOf(conversation: ConversationId): Start | null
  /** These are kept as unsent again, and go out. */
  sayAgain(changes: readonly Change[]): void
  /** A conversation is in doubt no longer. */
  settled(): void
}

/** Makes a {@link Recovery}. */
export function createRecovery({ link, me, serverNow }: Core, options: RecoveryOptions): Recovery {
  const acked = new Map<string, AckedSaid>()
  const recovering = new Map<ConversationId, Promise<boolean>>()
  let doubtful = new Set<ConversationId>()
  // Gone, and not one's own to begin again: each waits until it was seen to stand.
  const awaited = new Set<ConversationId>()
  let life = 0

  const ofConversation = (conversation: ConversationId): AckedSaid[] =>
    [...acked.values()].filter((one) => one.payload.conversation === conversation).sort((a, b) => a.order - b.order)

  function startOf(conversation: ConversationId): Start | null | undefined {
    const first = ofConversation(conversation).find((one) => one.command === 'message:send' && one.payload.start)
    return (first?.payload as { start?: Start } | undefined)?.start ?? options.startOf(conversation)
  }

  async function recoverOnce(conversation: ConversationId): Promise<boolean> {
    const mine = life
    const held = ofConversation(conversation)
    const missing = held.length > 0 && (await findMissing(link, conversation, held, me()))
    if (!missing || life !== mine) return false
    const start = startOf(conversation)
    const epoch = link.welcome.peek()?.epoch ?? ''
    if (missing.gone && !(start && held.some(({ command }) => command === 'message:send'))) {
      awaited.add(conversation)
      return false
    }
    awaited.delete(conversation)
    // Another tab may have looked too, and be further.
    const changes = held
      .filter((said) => acked.get(said.payload.cid) === said)
      .flatMap((said): Change[] => {
        const { cid } = said.payload
        if (!missing.has(said)) {
          const known = { ...said, acked: { ...said.acked, epoch } }
          acked.set(cid, known)
          return said.acked.epoch === epoch ? [] : [[cid, known]]
        }
        const { acked: _, ...again } = said
        if (again.command !== 'message:send') return [[cid, again]]
        return [[cid, { ...again, payload: { ...again.payload, ...(start && { start }) } }]]
      })
    const again = changes.filter(([, said]) => !isAcked(said!))
    await options.save(changes)
    if (life !== mine) return false
    if (again.length > 0) options.sayAgain(again)
    return again.length > 0
  }

  function recover(conversation: ConversationId): Promise<boolean> {
    let under = recovering.get(conversation)
    if (!under) {
      under = recoverOnce(conversation).finally(() => {
        recovering.delete(conversation)
        doubtful.delete(conversation)
        options.settled()
      })
      recovering.set(conversation, under)
    }
    return under
  }

  return {
    ackedOf(said, { seq, at }) {
      const place = { seq, at, epoch: link.welcome.peek()?.epoch ?? '' }
      const { failure: _, ...rest } = { ...said, acked: place }
      if (rest.command !== 'message:send') return rest
      const { conversation } = rest.payload
      const start = rest.payload.start ?? startOf(conversation)
      return start ? { ...rest, payload: { ...rest.payload, start } } : rest
    },
    hold: (said) => void acked.set(said.payload.cid, said),
    holds: (cid) => acked.has(cid),
    release: (cid) => void acked.delete(cid),
    letGo() {
      const old = outlived([...acked.values()], serverNow()).map(({ payload }) => payload.cid)
      for (const cid of old) acked.delete(cid)
      return old.map((cid) => [cid, undefined])
    },
    cursors: () => cursorsOf(acked.values()),
    doubt: (conversations) => void (doubtful = new Set(conversations)),
    isDoubtful: (conversation) => doubtful.has(conversation),
    recover,
    stands: (conversation) => void (awaited.has(conversation) && recover(conversation)),
    clear() {
      life++
      acked.clear()
      awaited.clear()
    },
    close: () => void life++,
  }
}
