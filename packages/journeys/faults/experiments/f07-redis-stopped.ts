import { checkInvariants, gatherEvidence, peopleConfig, startTestPostgres, startTestRedis, startTestRelay } from '@firsthand/testkit'
import { setTimeout as wait } from 'node:timers/promises'
import type { Experiment } from '../experiment.ts'
import { exactly, percentile, reported, within } from '../figures.ts'
import { ackSpans, reachSpans } from '../load/spans.ts'
import { startTalk } from '../load/talk.ts'

/** Two relays lose what they tell each other by: visitors are on the one, owners on the other. */
export const redisStopped: Experiment = {
  number: 'F7',
  fault: 'Redis stopped for 60 s, then back',
  target: "acks go on, the other node's clients ≤ 10 s",
  async run({ short, chance, tell }) {
    const stoppedMs = short ? 12_000 : 60_000
    const [postgres, redis] = await Promise.all([startTestPostgres(), startTestRedis()])
    const database = await postgres.createDatabase()
    const config = { ...peopleConfig(4), database, redis: redis.url }
    const one = await startTestRelay({ config })
    const other = await startTestRelay({ config })
    const talk = await startTalk({ relay: one, ownersRelay: other, visitors: 20, owners: 4, pace: 40, chance: chance.branch() })
    try {
      await wait(6_000)
      const before = { from: performance.now() - 3_000, until: performance.now() }
      await redis.kill()
      const from = performance.now()
      tell('Redis is gone')
      await wait(stoppedMs)
      await redis.restart()
      const until = performance.now()
      tell('Redis is back')
      await wait(8_000)
      const after = { from: performance.now() - 3_000, until: performance.now() }
      await wait(3_000)
      talk.hush()
      const evidence = await gatherEvidence(talk.people, database)
      const acks = ackSpans(talk.people, from, until)
      const reached = reachSpans(talk.people, evidence, from, until)
      const median = (span: { from: number; until: number }): string =>
        `${Math.round(percentile(reachSpans(talk.people, evidence, span.from, span.until), 0.5))} ms`
      return {
        violations: checkInvariants(evidence),
        figures: [
          reported('messages said without Redis', acks.length),
          within('without it: send to ack, p99', percentile(acks, 0.99), 1_000),
          exactly('without it: never acked', acks.filter((ms) => ms === Infinity).length, 0),
          within("without it: from the ack to the other node's client, p99", percentile(reached, 0.99), 10_000),
          within("without it: from the ack to the other node's client, slowest", percentile(reached, 1), 10_000),
          reported("with it, before: to the other node's client, median", median(before)),
          reported("with it, after: to the other node's client, median", median(after)),
        ],
      }
    } finally {
      await talk.close()
      await Promise.all([one.close(), other.close()])
      await Promise.all([postgres.close(), redis.close()])
    }
  },
}
