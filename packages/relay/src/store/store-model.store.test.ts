import { createId, type Conversation, type LogPage } from '@firsthand/protocol'
import fc from 'fast-check'
import { join } from 'node:path'
import { createTestDatabase } from '@firsthand/testkit/postgres'
import { expect, onTestFinished, test } from 'vitest'
import { deleteRequest, editRequest, messageRequest, nameRequest, statusRequest } from './contract/requests.ts'
import { startOf, valueOf, visitorWith } from './contract/scene.ts'
import { createTestFolder } from './contract/test-folder.ts'
import { createMemoryStore } from './memory/memory-store.ts'
import { openPostgresStore } from './postgres/open-postgres-store.ts'
import { openSqliteStore } from './sqlite/open-sqlite-store.ts'
import type { AppendRequest, Store } from './store.ts'

/** One thing that happens; numbers pick among the conversations, authors and cids there are. */
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('say' as const), where: fc.nat(2), who: fc.nat(2), text: fc.string() }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('edit' as const), where: fc.nat(2), who: fc.nat(2), which: fc.nat(), text: fc.string() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete' as const), where: fc.nat(2), who: fc.nat(2), which: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('repeat' as const), which: fc.nat(), text: fc.option(fc.string()) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('status' as const),
      where: fc.nat(2),
      who: fc.nat(2),
      to: fc.constantFrom('open' as const, 'resolved' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('name' as const), where: fc.nat(2), who: fc.nat(1), name: fc.string() }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('read' as const), where: fc.nat(2), who: fc.nat(2), delivered: fc.nat(30), read: fc.nat(30) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(20_000) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('look' as const), who: fc.nat(2), limit: fc.integer({ min: 1, max: 3 }) }) },
)
/** What happens at once is asked for without waiting for an answer between. */
const steps = fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { maxLength: 12 })
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

test('[P2] [P3] [P14] [P15] whatever happens in whatever order, SQLite and Postgres say what the memory store says', async () => {
  const folder = createTestFolder()
  let at = 0
  const now = () => at
  // One database for all runs: each run has people and conversations of its own.
  const postgres = await openPostgresStore({ database: await createTestDatabase(), now, unreadCount: 3 })
  onTestFinished(() => postgres.close())
  let run = 0
  const property = fc.asyncProperty(steps, async (turns) => {
    at = 1_700_000_000_000
    const memory = createMemoryStore({ now, unreadCount: 3 })
    const sqlite = await openSqliteStore({ file: join(folder, `${run++}.sqlite`), now, unreadCount: 3 })
    try {
      const play = createPlay([memory, sqlite, postgres], (ms) => (at += ms))
      await play.begin()
      for (const turn of turns) await play.turn(turn)
      await play.compare()
    } finally {
      await sqlite.close()
    }
  })
  await expect(fc.assert(property, { numRuns: 30 })).resolves.toBeUndefined()
}, 300_000)

test('[P2] [P3] [P15] two relays on one Postgres, asked by turns, say together what one store says', async () => {
  let at = 0
  const now = () => at
  const database = await createTestDatabase()
  const relays = [await openPostgresStore({ database, now, unreadCount: 3 }), await openPostgresStore({ database, now, unreadCount: 3 })]
  onTestFinished(async () => void (await Promise.all(relays.map((relay) => relay.close()))))
  let turn = 0
  const byTurns = new Proxy(relays[0]!, {
    get: (_, name: keyof Store) => (name === 'epoch' ? relays[0]!.epoch : (relays[turn++ % 2]![name] as unknown)),
  })
  const property = fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (all) => {
    at = 1_700_000_000_000
    const play = createPlay([createMemoryStore({ now, unreadCount: 3 }), byTurns], (ms) => (at += ms))
    await play.begin()
    // One after the other: what two relays are told at once has no order that a third could know.
    for (const one of all) await play.turn([one])
    await play.compare()
  })
  await expect(fc.assert(property, { numRuns: 25 })).resolves.toBeUndefined()
}, 300_000)

/** Plays the same on several stores, and holds every answer of one against the others'. */
function createPlay(stores: readonly Store[], pass: (ms: number) => void) {
  const owner = createId()
  const visitors = [visitorWith(), visitorWith()]
  const people = [visitors[0]!.id, visitors[1]!.id, owner]
  const conversations = [createId(), createId(), createId()]
  const sent: AppendRequest[] = []
  /** For each store and person: what their inbox held when they last looked, brought up to date by its changes alone. */
  const screens = stores.map(() => people.map(() => ({ cursor: '', held: new Map<string, Conversation>() })))

  const append = (request: AppendRequest): Promise<unknown> => {
    sent.push(request)
    return same(stores.map((store) => store.append(request)))
  }
  const sayingOf = ({ where, who }: { where: number; who: number }) => ({ conversation: conversations[where]!, author: people[who]! })
  const cidOf = (which: number): string => sent[which % sent.length]!.cid

  const look = (who: number, limit: number): Promise<unknown> =>
    same(
      stores.map(async (store, index) => {
        const screen = screens[index]![who]!
        for (let more = true; more;) {
          const page = valueOf(await store.readInbox(people[who]!, { after: screen.cursor }, limit))
          for (const conversation of page.conversations) screen.held.set(conversation.id, conversation)
          screen.cursor = page.cursor
          more = page.more
        }
        expect(valueOf(await store.hasInboxChanges(people[who]!, screen.cursor))).toBe(false)
        return [...screen.held.values()].sort((one, other) => (one.id < other.id ? -1 : 1)).map(ordered)
      }),
    )

  const play = (one: Step): Promise<unknown> => {
    if (one.do === 'say') return append(messageRequest(sayingOf(one), one.text))
    if (one.do === 'edit') return append(editRequest(sayingOf(one), cidOf(one.which), one.text))
    if (one.do === 'delete') return append(deleteRequest(sayingOf(one), cidOf(one.which)))
    if (one.do === 'status') return append(statusRequest(sayingOf(one), one.to))
    if (one.do === 'name') return append(nameRequest(sayingOf(one), one.name))
    if (one.do === 'repeat') {
      const request = sent[one.which % sent.length]!
      return append(one.text === null ? request : { ...request, body: { text: one.text } })
    }
    if (one.do === 'read') {
      const { conversation, author } = sayingOf(one)
      return same(stores.map((store) => store.advanceCursor(conversation, author, { delivered: one.delivered, read: one.read })))
    }
    if (one.do === 'look') return look(one.who, one.limit)
    pass(one.ms)
    return Promise.resolve()
  }

  return {
    async begin() {
      for (const store of stores) await store.saveMember({ id: owner, name: 'Ada', title: null, face: null })
      for (const [index, conversation] of conversations.entries()) {
        const visitor = visitors[index % 2]!
        await append(messageRequest({ conversation, author: visitor.id, start: startOf({ visitor, owner }) }, 'Hello'))
      }
      for (const [index, store] of stores.entries()) {
        for (const [who, person] of people.entries()) {
          const page = valueOf(await store.readInbox(person, { before: null }, 10))
          screens[index]![who] = {
            cursor: page.cursor,
            held: new Map(page.conversations.map((conversation) => [conversation.id, conversation])),
          }
        }
      }
    },
    async turn(turn: readonly Step[]) {
      // Time passes before what is asked for at once, and looking, which takes several pages, comes after it.
      for (const one of turn) if (one.do === 'wait') await play(one)
      await Promise.all(turn.filter((one) => one.do !== 'look' && one.do !== 'wait').map(play))
      for (const one of turn) if (one.do === 'look') await play(one)
    },
    async compare() {
      for (const [who, person] of people.entries()) {
        await look(who, 2)
        await same(stores.map((store) => store.readPerson(person)))
        await same(stores.map((store) => store.readPersonFacts(person)))
        await same(stores.map(async (store) => (await store.readFirstReplies(person, 0)).sort((one, other) => one - other)))
        await same(
          stores.map(async (store) => Promise.all(conversations.map(async (id) => ordered(await store.readConversation(id, person))))),
        )
        // What a screen holds by following changes is what it would read anew.
        for (const [index, store] of stores.entries()) {
          const anew = valueOf(await store.readInbox(person, { before: null }, 10)).conversations
          const held = screens[index]![who]!.held
          expect(new Map(anew.map((conversation) => [conversation.id, conversation]))).toEqual(held)
        }
      }
      for (const conversation of conversations) {
        await same(stores.map((store) => readForward(store, conversation)))
        await same(stores.map((store) => readBack(store, conversation)))
      }
    },
  }
}

/** Asserts that every store answers the same, but for the ids each makes up by itself. */
async function same(answers: readonly Promise<unknown>[]): Promise<unknown> {
  const [first, ...others] = (await Promise.all(answers)).map(withoutOwnIds)
  for (const other of others) expect(other).toEqual(first)
  return first
}

function withoutOwnIds(answer: unknown): unknown {
  return answer === null || answer === undefined
    ? answer
    : JSON.parse(
        JSON.stringify(answer, (key, value: unknown) =>
          key === 'epoch' ? undefined : key === 'audience' && Array.isArray(value) ? value.toSorted(byText) : value,
        ),
      )
}

function ordered(conversation: Conversation | null): Conversation | null {
  return (
    conversation && {
      ...conversation,
      participants: conversation.participants.toSorted((one, other) => (one.person.id < other.person.id ? -1 : 1)),
    }
  )
}

async function readForward(store: Store, conversation: string): Promise<LogPage['entries']> {
  const entries: LogPage['entries'] = []
  for (;;) {
    const last = entries.at(-1)
    const after = { conversation, epoch: store.epoch, seq: last?.seq ?? 0, cid: last?.cid ?? null }
    const page = valueOf(await store.readLog(conversation, { after }, 4))
    entries.push(...page.entries)
    if (!page.more) return entries
  }
}

async function readBack(store: Store, conversation: string): Promise<LogPage['entries']> {
  const entries: LogPage['entries'] = []
  for (;;) {
    const page = valueOf(await store.readLog(conversation, { before: entries[0]?.seq ?? null }, 4))
    entries.unshift(...page.entries)
    if (!page.more) return entries
  }
}

function byText(one: unknown, other: unknown): number {
  return String(one) < String(other) ? -1 : 1
}
