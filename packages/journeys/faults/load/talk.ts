import { createId } from '@firsthand/protocol'
import type { ConversationModel } from '@firsthand/client'
import { openOwner, openVisitor, ownersPage, type HeadlessPerson, type Seeded, type TestRelay, type Way } from '@firsthand/testkit'

/** People who talk at a steady pace until they are told to stop. */
export interface Talk {
  readonly people: readonly HeadlessPerson[]
  readonly visitors: readonly HeadlessPerson[]
  readonly owners: readonly HeadlessPerson[]
  /** Messages that were said so far. */
  readonly said: number
  /** Nobody says anything any more; what was said still goes out. */
  hush(): void
  /** Crashes somebody's page and opens it again. */
  reload(visitor: number): Promise<void>
  close(): Promise<void>
}

export interface TalkOptions {
  relay: TestRelay
  /** The relay that owners are connected to. Default: the same. */
  ownersRelay?: TestRelay
  visitors: number
  owners: number
  /** Messages a second, all together. */
  pace: number
  chance: Seeded
  /** Said after each message, to make it longer. */
  padding?: string
  /** How a visitor reaches the relay. Default: straight. */
  visitorWay?: (at: number) => Way
  ownerWay?: (at: number) => Way
}

/** What each side says more is said in a new conversation: with its first message a person's every fault is a first contact, too. */
const MESSAGES_OF_A_CONVERSATION = 60
/** Consoles show one conversation at a time; a few stay open behind it. */
const OPEN_AT_ONCE = 4
/** How often the clock strikes. */
const TICK_MS = 20

/** Lets visitors and owners talk: three fifths are said by visitors, the rest are answers; now and then one's own message is edited or deleted. */
export async function startTalk({
  relay,
  ownersRelay = relay,
  visitors,
  owners,
  pace,
  chance,
  padding = '',
  visitorWay,
  ownerWay,
}: TalkOptions): Promise<Talk> {
  const everyOwner = await Promise.all(Array.from({ length: owners }, (_, at) => openOwner(ownersRelay, at, ownerWay?.(at))))
  const everyVisitor = Array.from({ length: visitors }, (_, at) => openVisitor(relay, `visitor ${at}`, visitorWay?.(at)))
  const visiting = everyVisitor.map((person, at) => createVisitorTurn(person, at % owners, chance.branch(), padding))
  const answering = everyOwner.map((person) => createOwnerTurn(person, chance.branch(), padding))
  let said = 0
  let due = 0
  let last = performance.now()
  const clock = setInterval(() => {
    const now = performance.now()
    due += ((now - last) / 1_000) * pace
    last = now
    for (; due >= 1; due--) {
      if (chance.next() < 0.6 || !chance.pick(answering).answer()) chance.pick(visiting).speak()
      said += 1
    }
  }, TICK_MS)

  return {
    visitors: everyVisitor,
    owners: everyOwner,
    people: [...everyVisitor, ...everyOwner],
    get said() {
      return said
    },
    hush: () => clearInterval(clock),
    reload: (visitor) => visiting[visitor]!.reload(),
    async close() {
      clearInterval(clock)
      await Promise.all([...everyVisitor, ...everyOwner].map((person) => person.close()))
    },
  }
}

function createVisitorTurn(
  person: HeadlessPerson,
  owner: number,
  chance: Seeded,
  padding: string,
): { speak(): void; reload(): Promise<void> } {
  let conversation: ConversationModel | null = null
  let messages = 0

  function begin(): ConversationModel {
    conversation?.release()
    messages = 0
    return (conversation = person.client.startConversation(ownersPage(owner), undefined, createId()))
  }

  return {
    speak() {
      const there = conversation && messages < MESSAGES_OF_A_CONVERSATION ? conversation : begin()
      messages += 1
      speakOrAmend(person, there, chance, padding)
    },
    async reload() {
      const { id } = conversation ?? begin()
      await person.reload()
      conversation = person.client.openConversation(id)
    },
  }
}

function createOwnerTurn(person: HeadlessPerson, chance: Seeded, padding: string): { answer(): boolean } {
  const open = new Map<string, ConversationModel>()
  const asked: string[] = []
  person.client.on('message-received', ({ conversation }) => {
    asked.unshift(conversation)
    asked.length = Math.min(asked.length, 20)
  })
  return {
    answer() {
      if (asked.length === 0) return false
      const id = chance.pick(asked)
      const there = open.get(id) ?? person.client.openConversation(id)
      open.delete(id)
      open.set(id, there)
      const [oldest, model] = [...open][0]!
      if (open.size > OPEN_AT_ONCE) {
        open.delete(oldest)
        model.release()
      }
      speakOrAmend(person, there, chance, padding)
      if (chance.next() < 0.3) there.markRead()
      return true
    },
  }
}

function speakOrAmend(person: HeadlessPerson, there: ConversationModel, chance: Seeded, padding: string): void {
  if (chance.next() < 0.03) {
    const own = there.timeline.value.flatMap((item) =>
      item.kind === 'message' && item.own && item.seq !== null && item.text !== null ? [item] : [],
    )
    if (own.length > 0) {
      const { cid, text } = chance.pick(own)
      void (chance.next() < 0.3 ? there.remove(cid) : there.edit(cid, `${text} (mended)`))
      return
    }
  }
  void person.say(there, `${person.name} says ${person.saidSoMuch + 1}${padding}`)
}
