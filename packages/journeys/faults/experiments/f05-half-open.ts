import {
  checkInvariants,
  gatherEvidence,
  openVisitor,
  ownersPage,
  peopleConfig,
  startFaultProxy,
  startTestRelay,
  until,
} from '@firsthand/testkit'
import type { Direction, HeadlessPerson, TestRelay } from '@firsthand/testkit'
import { setTimeout as wait } from 'node:timers/promises'
import type { Experiment } from '../experiment.ts'
import { within } from '../figures.ts'

const TARGET_MS = 45_000

/** A link dies without a word, as when a router forgets it: what goes one way, or either, never arrives, and no end is told. */
export const halfOpen: Experiment = {
  number: 'F5',
  fault: 'half-open link, each direction',
  target: 'noticed ≤ 45 s',
  async run({ short, chance, tell }) {
    const many = short ? 2 : 12
    const relay = await startTestRelay({ config: peopleConfig(1) })
    const people: HeadlessPerson[] = []
    const closers: (() => Promise<void>)[] = []
    const cases: [name: string, directions: Direction[]][] = [
      ['to the relay', ['up']],
      ['to the client', ['down']],
      ['both ways', ['up', 'down']],
    ]
    try {
      const figures = await Promise.all(
        cases.map(async ([name, directions]) => {
          const times = await Promise.all(
            Array.from({ length: many }, async (_, at) => {
              const found = await strandOne(relay, directions, `${name} ${at}`, short ? 0 : chance.between(0, 25_000))
              people.push(found.person)
              closers.push(...found.closers)
              tell(
                `${name}: the client noticed after ${(found.client / 1000).toFixed(1)} s, the relay after ${(found.relay / 1000).toFixed(1)} s`,
              )
              return found
            }),
          )
          return [
            within(`${name}: the client notices, slowest of ${many}`, Math.max(...times.map((one) => one.client)), TARGET_MS),
            within(`${name}: the relay notices, slowest of ${many}`, Math.max(...times.map((one) => one.relay)), TARGET_MS),
          ]
        }),
      )
      return { violations: checkInvariants(await gatherEvidence(people, relay.folder)), figures: figures.flat() }
    } finally {
      for (const close of closers) await close()
      await relay.close()
    }
  },
}

interface Stranded {
  person: HeadlessPerson
  closers: (() => Promise<void>)[]
  /** Milliseconds until each side had let go of the dead connection. */
  client: number
  relay: number
}

/** Lets somebody's link die at some moment between two heartbeats, and says when either side noticed. They say nothing meanwhile: what is said is answered, or not, sooner. */
async function strandOne(relay: TestRelay, directions: Direction[], name: string, afterMs: number): Promise<Stranded> {
  const proxy = await startFaultProxy({ to: relay.port })
  const person = openVisitor(relay, name, { port: proxy.port })
  const there = person.client.startConversation(ownersPage(0))
  await person.say(there, `${name}, before`)
  await person.settled()
  await wait(afterMs)
  const from = performance.now()
  proxy.strand(...directions)
  const noticed = async (is: () => boolean): Promise<number> => {
    while (!is()) await wait(20)
    return performance.now() - from
  }
  const [client, relaySide] = await Promise.all([
    noticed(() => person.presence.some((one) => !one.online && one.at > from)),
    noticed(() => proxy.stranded === 0),
  ])
  await until(person.client.connection, (now) => now.state === 'online')
  await person.say(there, `${name}, after`)
  return { person, closers: [person.close, proxy.close], client, relay: relaySide }
}
