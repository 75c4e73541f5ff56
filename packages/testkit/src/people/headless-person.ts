import { createClient, type Client, type Connector, type ConversationModel, type Identity } from '@firsthand/client'
import type { Amended, CursorSeen, Said, Screen, Shown } from '../checker/evidence.ts'
import { createPageStorage, type PageStorage } from './page-storage.ts'
import { recordWire, type WireCommand, type WireRecord } from './wire-record.ts'
import { readSignal, until } from './signals.ts'

/** Somebody with a client and no screen, who remembers all they said. */
export interface HeadlessPerson {
  readonly name: string
  /** The client of the page that is open now. */
  readonly client: Client
  /** What passed over the connections of every page so far. */
  readonly wires: readonly WireRecord[]
  /** How many messages they pressed send for. */
  readonly saidSoMuch: number
  /** Their id on the relay; null before their first message was acked. */
  id(): string | null
  /** Presses send. Resolves once it is kept. Texts should be unique in an experiment. */
  say(conversation: ConversationModel, text: string): Promise<void>
  /** Crashes the page, and opens it again on what its storage holds. */
  reload(): Promise<void>
  /** Resolves once online with nothing unsent, and knowing who one is. */
  settled(): Promise<void>
  /** Everything on screen, paged in to the beginning. */
  readScreen(): Promise<Screen>
  said(): Said[]
  amended(): Amended[]
  cursors(): CursorSeen[]
  /** When they pressed send, by text: `performance.now()`. */
  pressedAt(): Map<string, number>
  /** When they knew that a log reaches so far; null while they did not. */
  reachedAt(conversation: string, seq: number): number | null
  /** When they were online and when not, from the beginning. */
  readonly presence: readonly { online: boolean; at: number }[]
  /** When each message left and was acked, by cid. */
  commands(): Map<string, WireCommand>
  close(): Promise<void>
}

export interface HeadlessPersonOptions {
  name: string
  relay: string
  identity: Identity
  connector: Connector
  /** Share one to have two tabs of one browser. */
  storage?: PageStorage
  /** In [0, 1), for the client's jitter. Default: chance. */
  random?: () => number
}

/** Who has not healed after so long never will: the longest wait between two tries is twenty seconds. */
const HEALS_MS = 90_000

/** Opens a client and connects it. */
export function openPerson({
  name,
  relay,
  identity,
  connector,
  storage = createPageStorage(),
  random,
}: HeadlessPersonOptions): HeadlessPerson {
  const wires: WireRecord[] = []
  const pressed: { conversation: ConversationModel; text: string; at: number }[] = []
  const presence: { online: boolean; at: number }[] = []
  let person: string | null = null
  let client = open()

  function open(): Client {
    const wire = recordWire(connector)
    wires.push(wire.record)
    const opened = createClient({ relay, identity, keep: storage.open(), connector: wire.connector, ...(random && { random }) })
    opened.connection.subscribe(({ state }) => {
      const online = state === 'online'
      if (presence.at(-1)?.online !== online) presence.push({ online, at: performance.now() })
    })
    opened.connect()
    return opened
  }

  const id = (): string | null => (person ??= client.you.value?.id ?? null)
  /** One cid may have left from several pages: the first leaving and the first ack count. */
  function commands(): Map<string, WireCommand> {
    const all = new Map<string, WireCommand>()
    for (const wire of wires) {
      for (const [cid, one] of wire.commands) {
        const known = all.get(cid)
        all.set(
          cid,
          known ? { ...known, ackedAt: known.ackedAt ?? one.ackedAt, seq: known.seq ?? one.seq, tries: known.tries + one.tries } : one,
        )
      }
    }
    return all
  }

  return {
    name,
    wires,
    id,
    commands,
    get client() {
      return client
    },
    get saidSoMuch() {
      return pressed.length
    },
    async say(conversation, text) {
      pressed.push({ conversation, text, at: performance.now() })
      await conversation.send(text)
    },
    async reload() {
      id()
      const before = client
      // The storage goes first: what the old page still wants to write is lost with it.
      client = open()
      await before.close()
    },
    async settled() {
      await until(client.connection, (now) => now.state === 'online', { ms: HEALS_MS, what: `${name} is not online` })
      await until(client.unsent, (count) => count === 0, { ms: HEALS_MS, what: `${name} has unsent messages` })
      // Who wrote for the first time learns who they are a moment after the ack.
      if (pressed.length > 0) await until(client.you, (you) => you !== null, { ms: HEALS_MS, what: `${name} does not know who they are` })
      id()
    },
    async readScreen() {
      while (readSignal(client.inbox.older) === 'more') await client.inbox.loadOlder()
      const conversations = new Map<string, readonly Shown[]>()
      for (const one of client.inbox.conversations.value) conversations.set(one.id, await readConversation(client, one.id, one.head.seq))
      return { name, person: id() ?? name, conversations }
    },
    said() {
      const sent = new Map<string, WireCommand>()
      for (const one of commands().values()) if (one.command === 'message:send') sent.set(one.text ?? '', one)
      return pressed.map(({ conversation, text }, order) => {
        const one = sent.get(text)
        const acked = one?.ackedAt !== null && one !== undefined
        return { person: id() ?? name, conversation: one?.conversation ?? conversation.id, text, order, cid: one?.cid ?? null, acked }
      })
    },
    amended: () =>
      [...commands().values()].flatMap((one) =>
        one.command === 'message:send'
          ? []
          : [
              {
                person: id() ?? name,
                conversation: one.conversation,
                cid: one.cid,
                target: one.target ?? '',
                text: one.text,
                acked: one.ackedAt !== null,
              },
            ],
      ),
    presence,
    pressedAt: () => new Map(pressed.map(({ text, at }) => [text, at])),
    reachedAt(conversation, seq) {
      const times = wires.flatMap(({ reached }) => reached.get(conversation)?.find((one) => one.seq >= seq)?.at ?? [])
      return times.length > 0 ? Math.min(...times) : null
    },
    cursors: () => wires.flatMap(({ cursors }, page) => cursors.map((moved) => ({ by: `${name}, page ${page + 1}`, ...moved }))),
    close: () => client.close(),
  }
}

async function readConversation(client: Client, id: string, head: number): Promise<Shown[]> {
  const model = client.openConversation(id)
  await until(model.state, (state) => state === 'ready' || state === 'gone', { ms: HEALS_MS, what: `${id} cannot be read` })
  while (readSignal(model.earlier) === 'more') await model.loadEarlier()
  // The inbox knows how far the log reaches: what is still missing comes by itself, or this never ends.
  await until(model.conversation, (now) => (now?.head.seq ?? 0) >= head, { ms: HEALS_MS, what: `${id} does not reach #${head}` })
  const items = model.timeline.value.flatMap((item) => (item.kind === 'message' ? [{ seq: item.seq, cid: item.cid, text: item.text }] : []))
  model.release()
  return items
}
