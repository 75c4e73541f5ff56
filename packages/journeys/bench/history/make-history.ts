import { success, type ConversationId, type PersonId, type Status } from '@firsthand/protocol'
import type { AppendRequest, StartRequest } from '@firsthand/relay'
import { pick, seeded, type Random } from '../measure/seeded.ts'
import { seededId } from './seeded-id.ts'

/** So many conversations are under way at any moment: what a busy relay's entries are spread over. */
const UNDER_WAY = 100
/** So many members answer; the first has a tenth of all conversations, the rest share what is left. */
const OWNERS = 200
const SUBJECTS = 300
/** So many conversations are remembered at most, of any length and of the long ones each. */
const REMEMBERED = 10_000
/** More than a screen asks for at once. */
const LONG = 60
/** Milliseconds between two entries of the whole relay. */
const STEP_MS = 3_000
const WORDS = 'the price of a second request is what the page says and I read it as per thousand but which of them is it'.split(' ')

/** A conversation of the history: what a reader needs to read it. */
export interface Written {
  conversation: ConversationId
  visitor: PersonId
  owner: PersonId
  entries: number
}

/** A made-up past of a relay, the same for the same seed. */
export interface History {
  owners: readonly PersonId[]
  /** The member with a tenth of all conversations. */
  busiest: PersonId
  /** How many conversations were begun so far. */
  readonly begun: number
  /** A fair sample of all conversations that are over, and one of those that fill more than a page: all of ten million entries' would crowd the heap. */
  readonly sample: { any: readonly Written[]; long: readonly Written[] }
  /** The moment the history has come to, milliseconds since 1970. */
  now(): number
  /** The next entry to append. */
  next(): AppendRequest
}

interface Talk extends Written {
  start: StartRequest
  left: number
  status: Status
}

/**
 * Makes up a past: conversations of ten entries on average (most are short, a few run to hundreds), a hundred under way at once, visitors
 * and owners taking turns, a chat resolved now and then.
 */
export function makeHistory(seed: number): History {
  const random = seeded(seed)
  let now = Date.UTC(2024, 0, 1)
  const owners = Array.from({ length: OWNERS }, () => seededId(random, now))
  const any = createSample(random)
  const long = createSample(random)
  let begun = 0
  const underWay = new Map<number, Talk>()

  const begin = (): Talk => {
    const owner = owners[random() < 0.1 ? 0 : 1 + pick(random, OWNERS - 1)]!
    const visitor = { id: seededId(random, now), site: 'history', name: null, locale: 'en', credentialHash: seededId(random, now) }
    const subject = 1 + pick(random, SUBJECTS)
    const talk: Talk = {
      conversation: seededId(random, now),
      visitor: visitor.id,
      owner,
      entries: 0,
      left: lengthOf(random),
      status: 'open',
      start: {
        conversation: {
          kind: 'chat',
          site: 'history',
          subject: { key: `page-${subject}`, kind: 'document', title: `Page ${subject}`, url: `https://history.example/pages/${subject}` },
          status: 'open',
          audience: 'participants',
          page: { url: `https://history.example/pages/${subject}`, title: `Page ${subject}` },
        },
        visitor,
        participants: [
          { person: visitor.id, role: 'visitor' },
          { person: owner, role: 'owner' },
        ],
      },
    }
    begun += 1
    return talk
  }

  return {
    owners,
    busiest: owners[0]!,
    get begun() {
      return begun
    },
    sample: { any: any.kept, long: long.kept },
    now: () => now,
    next() {
      now += STEP_MS
      const place = pick(random, UNDER_WAY)
      const talk = underWay.get(place) ?? begin()
      underWay.set(place, talk)
      const request = requestOf(talk, random, now)
      talk.entries += 1
      talk.left -= 1
      if (talk.left === 0) {
        underWay.delete(place)
        any.add(talk)
        if (talk.entries >= LONG) long.add(talk)
      }
      return request
    },
  }
}

/** A sample in which everything offered so far stands with the same chance (Vitter's algorithm R). */
function createSample(random: Random): { kept: Written[]; add(talk: Written): void } {
  const kept: Written[] = []
  let offered = 0
  return {
    kept,
    add({ conversation, visitor, owner, entries }) {
      offered += 1
      const place = offered <= REMEMBERED ? offered - 1 : pick(random, offered)
      if (place < REMEMBERED) kept[place] = { conversation, visitor, owner, entries }
    },
  }
}

/** One to several hundred, ten on average: a long tail, as chats have it. */
function lengthOf(random: Random): number {
  return Math.min(600, Math.max(1, Math.round(5.2 * (1 / (1 - random()) ** 0.5 - 0.04))))
}

function requestOf(talk: Talk, random: Random, at: number): AppendRequest {
  const { conversation, start } = talk
  const author = talk.entries % 2 === 0 ? talk.visitor : talk.owner
  const said = { conversation, author, cid: seededId(random, at), ...(talk.entries === 0 && { start }) }
  if (talk.entries > 2 && talk.entries % 2 === 1 && random() < 0.1) {
    const body = { from: talk.status, to: talk.status === 'open' ? ('resolved' as const) : ('open' as const) }
    talk.status = body.to
    return {
      ...said,
      type: 'status-changed',
      body,
      decide: () => success({ entries: [{ type: 'status-changed', body }], status: body.to }),
    }
  }
  const body = { text: textOf(random) }
  return { ...said, type: 'message', body, decide: () => success({ entries: [{ type: 'message', body }] }) }
}

/** Some twenty to three hundred characters. */
function textOf(random: Random): string {
  return Array.from({ length: 4 + pick(random, 60) }, () => WORDS[pick(random, WORDS.length)]).join(' ')
}
