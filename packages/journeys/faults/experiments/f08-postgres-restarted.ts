import { checkInvariants, gatherEvidence, peopleConfig, startTestPostgres, startTestRelay } from '@firsthand/testkit'
import { setTimeout as wait } from 'node:timers/promises'
import type { Experiment } from '../experiment.ts'
import { atLeast, exactly, percentile, reported, within } from '../figures.ts'
import { measureHealing, type Outage } from '../load/healing.ts'
import { firstAckAfter } from '../load/spans.ts'
import { startTalk } from '../load/talk.ts'

/** The database goes away under the relay: told to, as by a power cut, or one connection at a time. */
export const postgresRestarted: Experiment = {
  number: 'F8',
  fault: 'Postgres restarted; a backend killed',
  target: 'retryable errors, recovery ≤ 10 s',
  async run({ short, chance, tell }) {
    const rounds = short ? 1 : 5
    const postgres = await startTestPostgres()
    const database = await postgres.createDatabase()
    const relay = await startTestRelay({ config: { ...peopleConfig(4), database, logLevel: 'silent' } })
    const first = relay.pid
    const talk = await startTalk({ relay, visitors: 20, owners: 4, pace: 40, chance: chance.branch() })
    const restarts: (Outage & { recovered: number })[] = []
    const kills: { at: number; ended: number }[] = []
    try {
      await wait(2_000)
      for (let round = 1; round <= rounds; round++) {
        for (const how of ['fast', 'kill'] as const) {
          const from = performance.now()
          await postgres.stop(how)
          await wait(short ? 2_000 : 4_000)
          await postgres.start()
          const until = performance.now()
          await wait(short ? 4_000 : 8_000)
          restarts.push({ from, until, recovered: firstAckAfter(talk.people, until) })
          tell(
            `round ${round}, ${how}: away for ${Math.round(until - from)} ms, first ack ${Math.round(restarts.at(-1)!.recovered)} ms after it was back`,
          )
        }
        const ended = await postgres.killBackends(new URL(database).pathname.slice(1))
        kills.push({ at: performance.now(), ended })
        await wait(short ? 3_000 : 5_000)
      }
      talk.hush()
      const evidence = await gatherEvidence(talk.people, database)
      const refusals = talk.people.flatMap((person) => person.wires.flatMap((wire) => wire.refusals))
      const healed = restarts.flatMap((outage) => measureHealing(outage, talk.people, evidence))
      return {
        violations: checkInvariants(evidence),
        figures: [
          reported('restarts of Postgres', restarts.length),
          atLeast(
            'backends killed',
            kills.reduce((sum, one) => sum + one.ended, 0),
            rounds,
          ),
          reported('messages said', evidence.said.length),
          reported('answers that say "later"', refusals.filter((one) => one.retryable).length),
          exactly('refused for good', refusals.filter((one) => !one.retryable).length, 0),
          exactly('said and not acked in the end', evidence.said.filter((one) => !one.acked).length, 0),
          exactly('restarts of the relay', relay.pid === first ? 0 : 1, 0),
          within('from Postgres back to the first ack, slowest', Math.max(...restarts.map((one) => one.recovered)), 10_000),
          within(
            'from a killed backend to the next ack, slowest',
            Math.max(...kills.map((one) => firstAckAfter(talk.people, one.at))),
            10_000,
          ),
          reported(
            'healed from the beginning of a restart, p99 of people and restarts',
            `${(percentile(healed, 0.99) / 1_000).toFixed(1)} s`,
          ),
        ],
      }
    } finally {
      await talk.close()
      await relay.close()
      await postgres.close()
    }
  },
}
