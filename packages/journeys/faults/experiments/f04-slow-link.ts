import {
  checkInvariants,
  gatherEvidence,
  openOwner,
  openVisitor,
  ownersPage,
  peopleConfig,
  startFaultProxy,
  startTestRelay,
  until,
} from '@firsthand/testkit'
import type { Experiment } from '../experiment.ts'
import { exactly, percentile, reported, within } from '../figures.ts'
import { measureEcho } from '../browser/measure-echo.ts'

const WEATHER = { mode: 'pass', latencyMs: 2_000, jitterMs: 1_000, bytesPerSecond: 8_000, sliceBytes: 1 } as const

/** A link as slow as they come: two seconds each way, give or take one, 8 kB a second, a byte at a time. */
export const slowLink: Experiment = {
  number: 'F4',
  fault: '2 s ± 1 latency, 8 kB/s, 1-byte slices',
  target: 'local echo < 100 ms',
  async run({ short, seed, chance, tell }) {
    const visitors = short ? 3 : 12
    const messages = short ? 4 : 15
    const relay = await startTestRelay({ config: peopleConfig(1) })
    const proxy = await startFaultProxy({ to: relay.port, seed })
    proxy.set(WEATHER)
    const owner = await openOwner(relay, 0)
    const people = Array.from({ length: visitors }, (_, at) =>
      openVisitor(relay, `visitor ${at}`, { port: proxy.port, random: chance.branch().next }),
    )
    const echoes: number[] = []
    try {
      await Promise.all(
        people.map(async (person) => {
          const there = person.client.startConversation(ownersPage(0))
          for (let message = 0; message < messages; message++) {
            const from = performance.now()
            const text = `message ${message} of ${person.name}`
            const shown = until(there.timeline, (items) => items.some((item) => item.kind === 'message' && item.text === text))
            await Promise.all([person.say(there, text), shown])
            echoes.push(performance.now() - from)
            // The next one when this one has left, or at once: by chance.
            if (chance.next() < 0.3) await until(person.client.unsent, (count) => count === 0)
          }
          tell(`${person.name}: ${messages} said`)
        }),
      )
      const evidence = await gatherEvidence([...people, owner], relay.folder)
      const acks = people.flatMap((person) => {
        const pressed = person.pressedAt()
        return [...person.commands().values()].map((one) => (one.ackedAt ?? Infinity) - (pressed.get(one.text ?? '') ?? 0))
      })
      const seen = await measureEcho(WEATHER, short ? 3 : 10)
      tell(`in the browser: ${seen.map((ms) => Math.round(ms)).join(', ')} ms`)
      return {
        violations: checkInvariants(evidence),
        figures: [
          within('local echo in the client, slowest', Math.max(...echoes), 100),
          within('local echo on screen in Chromium, from the key to the text, slowest', Math.max(...seen), 100),
          reported('from send to ack, median', `${(percentile(acks, 0.5) / 1_000).toFixed(1)} s`),
          exactly('said and not acked in the end', evidence.said.filter((one) => !one.acked).length, 0),
        ],
      }
    } finally {
      await Promise.all([...people, owner].map((person) => person.close()))
      await proxy.close()
      await relay.close()
    }
  },
}
