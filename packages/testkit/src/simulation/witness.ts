import type { CommandName, Conversation, Entry, EventName, LogPage, Result } from '@firsthand/protocol'
import type { Caller } from '../../../relay/src/access/caller.ts'
import type { AppendRequest, Committed } from '../../../relay/src/store/store.ts'
import type { NetworkWitness, Place } from './network.ts'
import { findWordings, personOf, type Blame } from './record.ts'
import type { SimulatedDisk } from './simulated-disk.ts'
import type { RelayWitness } from './simulated-relay.ts'
import type { Life, World } from './world.ts'

/** What was committed may still be on its way to the wire for so long. */
const ON_ITS_WAY_MS = 30_000

/** Looks at everything that crosses the wire, and remembers what the end is judged by. */
export interface Witness extends RelayWitness, NetworkWitness {
  readonly blames: Blame[]
  blame(rule: string, what: string): void
  /** An append was committed: what it says has replaced what stood before. */
  committed(request: AppendRequest, result: Result<Committed>): void
  /** After each step: what is stored of each reader never goes back. */
  lookAtCursors(): void
  /** The database was put back to an earlier state. */
  restored(how: 'restore' | 'files'): void
  /** The number of the message that was sent under a cid. */
  numberOf(cid: string): number | undefined
  /** Messages whose sender got the relay's word. */
  readonly acked: ReadonlySet<number>
  /** When a person was first seen at a handshake, and where. */
  readonly people: ReadonlyMap<string, { place: string; firstSeen: number }>
  /** Who a page was to the relay when it last tried to connect. */
  personAt(page: Life): string | undefined
}

/** Makes a {@link Witness}. `story` is told of all of it. */
export function createWitness(world: World, disk: SimulatedDisk, story: (line: () => string) => void): Witness {
  const blames: Blame[] = []
  const numbers = new Map<string, number>()
  const acked = new Set<number>()
  const people = new Map<string, { place: string; firstSeen: number }>()
  const pages = new Map<Life, string>()
  /** Wordings that may not leave the relay any more, and since when. */
  const gone = new Map<string, number>()
  /** Those of them that were deleted, not just replaced. */
  const deleted = new Set<string>()
  const spoken = new Map<number, Set<string>>()
  let cursors = new Map<string, { delivered: number; read: number }>()

  const blame = (rule: string, what: string): void => {
    blames.push({ rule, what })
    story(() => `!!! ${rule}: ${what}`)
  }

  function lookForGone(sent: unknown, askedAt: number, where: string): void {
    for (const { text } of findWordings(JSON.stringify(sent))) {
      const since = gone.get(text)
      if (since !== undefined && askedAt > since) blame('[P14] deleted and replaced text never leaves the relay', `${text} in ${where}`)
    }
  }

  function lookForForeign({ person }: Caller, conversations: readonly string[], where: string): void {
    for (const id of conversations) {
      const stored = disk.memory.conversations.get(id)
      if (stored && !stored.participants.some((one) => one.person === person)) {
        blame('nobody sees what is not theirs', `${person} was sent ${where} of conversation ${id}`)
      }
    }
  }

  function lookAtAck(name: CommandName, payload: { conversation: string; cid: string }): void {
    const entries = disk.memory.conversations.get(payload.conversation)?.entries ?? []
    if (!entries.some((entry) => entry.cid === payload.cid)) {
      blame('[P4] an append is acknowledged only after its commit', `${name} ${payload.cid} was acked and does not stand`)
    }
  }

  return {
    blames,
    blame,
    acked,
    people,
    numberOf: (cid) => numbers.get(cid),
    personAt: (page) => pages.get(page),
    tried(place: Place, page, { auth }) {
      if (auth.as !== 'visitor') return
      const person = personOf(auth.site, auth.secret)
      pages.set(page, person)
      if (!people.has(person)) people.set(person, { place: place.name, firstSeen: world.now() })
    },
    sent(_place, page, name, payload) {
      story(() => `${page.name} asks ${name} ${JSON.stringify(payload)}`)
      if (name !== 'message:send') return
      const { cid, text } = payload as { cid: string; text: string }
      const [said] = findWordings(text)
      if (!said) return
      const known = numbers.get(cid)
      if (known !== undefined && known !== said.number) blame('[P1] a cid names one message', `${cid} is ${known} and ${said.number}`)
      numbers.set(cid, said.number)
    },
    arrived(_place, page, name, payload, result) {
      story(() => `${page.name} is answered ${name} ${JSON.stringify(result)}`)
      if (name !== 'message:send' || !result.ok) return
      const number = numbers.get((payload as { cid: string }).cid)
      if (number !== undefined) acked.add(number)
    },
    told(to, name, event) {
      story(() => `relay tells ${to.person} ${name} ${JSON.stringify(event)}`)
      const conversation = (event as { conversation?: string }).conversation
      if (conversation !== undefined) lookForForeign(to, [conversation], name)
      lookForGone(event, world.now() - ON_ITS_WAY_MS, name)
    },
    answered(to, name, payload, result, askedAt) {
      if (!result.ok) return
      lookForForeign(to, conversationsIn(name, result.value), name)
      lookForGone(result.value, askedAt, name)
      if (name.startsWith('message:')) lookAtAck(name, payload as { conversation: string; cid: string })
    },
    bug: (error) => blame('the relay does not fail at a command', String(error instanceof Error ? error.stack : error)),
    committed({ conversation }, result) {
      if (!result.ok) return
      for (const entry of result.value.entries) {
        story(() => `committed ${JSON.stringify(entry)}`)
        const text = (entry.body as { text?: string | null }).text
        if (entry.type === 'message' && text) {
          for (const said of findWordings(text)) {
            numbers.set(entry.cid, said.number)
            spoken.set(said.number, (spoken.get(said.number) ?? new Set()).add(said.text))
          }
        }
        if (entry.type !== 'message-edited' && entry.type !== 'message-deleted') continue
        const { target } = entry.body as { target: number }
        const cid = disk.memory.conversations.get(conversation)?.entries[target - 1]?.cid
        const number = cid === undefined ? undefined : numbers.get(cid)
        if (number === undefined) continue
        const before = spoken.get(number) ?? new Set<string>()
        if (entry.type === 'message-deleted') for (const old of before) deleted.add(old)
        for (const old of before) if (old !== text) gone.set(old, Math.min(gone.get(old) ?? Infinity, world.now()))
        for (const said of findWordings(text ?? '')) {
          gone.delete(said.text)
          spoken.set(number, before.add(said.text))
        }
      }
    },
    lookAtCursors() {
      const now = new Map<string, { delivered: number; read: number }>()
      for (const { id, participants } of disk.memory.conversations.values()) {
        for (const { person, delivered, read } of participants) {
          const before = cursors.get(`${id} ${person}`)
          if (before && (before.delivered > delivered || before.read > read)) {
            blame('[P15] cursors never go back', `${person} in ${id}: ${before.delivered}/${before.read} became ${delivered}/${read}`)
          }
          now.set(`${id} ${person}`, { delivered, read })
        }
      }
      cursors = now
    },
    restored(how) {
      cursors = new Map()
      // Edits come back with who made them; deletions stay done where `restore` did it.
      for (const text of gone.keys()) if (how === 'files' || !deleted.has(text)) gone.delete(text)
    },
  }
}

/** The conversations that an answer speaks of. */
function conversationsIn(name: CommandName | EventName, value: unknown): string[] {
  switch (name) {
    case 'conversation:read':
      return [(value as Conversation).id]
    case 'conversation:sync':
      return (value as LogPage).entries.map((entry: Entry) => entry.conversation)
    case 'inbox:read':
      return (value as { conversations: Conversation[] }).conversations.map(({ id }) => id)
    default: {
      const conversation = (value as { conversation?: string } | null)?.conversation
      return conversation === undefined ? [] : [conversation]
    }
  }
}
