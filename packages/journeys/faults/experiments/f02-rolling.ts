import { checkInvariants, gatherEvidence, peopleConfig, startFaultProxy, startTestPostgres, startTestRelay } from '@firsthand/testkit'
import { setTimeout as wait } from 'node:timers/promises'
import type { Experiment, Finding, Trial } from '../experiment.ts'
import { exactly, percentile, reported, within, type Figure } from '../figures.ts'
import { measureHealing, type Outage } from '../load/healing.ts'
import { startTalk, type Talk } from '../load/talk.ts'

const PACE = 60
/** A client counts its failures anew once a connection stood for five seconds: deploys further apart than that find it as the first one did. */
const BETWEEN_MS = 10_000

/** Deploys: the relay is told to end and another one takes its place, again and again, under load. */
export const rolling: Experiment = {
  number: 'F2',
  fault: 'SIGTERM rolling × 20, one relay on SQLite and two on Postgres behind a switching proxy',
  target: 'no failure a user sees',
  async run(trial) {
    const times = trial.short ? 3 : 20
    const one = await rollOne(trial, times)
    const two = await rollTwo(trial, times)
    return { violations: [...one.violations, ...two.violations], figures: [...one.figures, ...two.figures] }
  },
}

/** One relay, which is started again once it has ended. */
async function rollOne({ chance, short, tell }: Trial, times: number): Promise<Finding> {
  const relay = await startTestRelay({ config: peopleConfig(4) })
  const talk = await startTalk({ relay, visitors: 40, owners: 4, pace: PACE, chance: chance.branch() })
  try {
    const outages: Outage[] = []
    const codes: (number | null)[] = []
    for (let time = 1; time <= times; time++) {
      await wait(short ? 3_000 : BETWEEN_MS)
      const from = performance.now()
      codes.push(await relay.terminate())
      const ended = performance.now() - from
      await relay.restart()
      outages.push({ from, until: performance.now() })
      tell(`one relay, ${time} of ${times}: ended after ${Math.round(ended)} ms, back after ${Math.round(performance.now() - from)} ms`)
    }
    return await judge('one relay', talk, relay.folder, { outages, codes, times })
  } finally {
    await talk.close()
    await relay.close()
  }
}

/** Two relays on one Postgres: a new one stands before the old one ends, and the proxy sends new connections there. */
async function rollTwo({ chance, short, tell }: Trial, times: number): Promise<Finding> {
  const postgres = await startTestPostgres()
  const database = await postgres.createDatabase()
  const config = { ...peopleConfig(4), database }
  const proxy = await startFaultProxy()
  const way = { port: proxy.port }
  const start = (): ReturnType<typeof startTestRelay> => startTestRelay({ config, publicUrl: `http://127.0.0.1:${proxy.port}` })
  const relays = [await start(), await start()] as const
  proxy.target(relays[0].port)
  const talk = await startTalk({
    relay: relays[0],
    visitors: 40,
    owners: 4,
    pace: PACE,
    chance: chance.branch(),
    visitorWay: () => way,
    ownerWay: () => way,
  })
  try {
    const outages: Outage[] = []
    const codes: (number | null)[] = []
    await relays[1].kill()
    for (let time = 1; time <= times; time++) {
      await wait(short ? 3_000 : BETWEEN_MS)
      const [old, next] = time % 2 === 1 ? relays : [relays[1], relays[0]]
      await next.restart()
      proxy.target(next.port)
      const from = performance.now()
      codes.push(await old.terminate())
      outages.push({ from, until: performance.now() })
      tell(`two relays, ${time} of ${times}: the old one ended after ${Math.round(performance.now() - from)} ms`)
    }
    return await judge('two relays', talk, database, { outages, codes, times })
  } finally {
    await talk.close()
    await proxy.close()
    await Promise.all(relays.map((relay) => relay.close()))
    await postgres.close()
  }
}

interface Course {
  outages: readonly Outage[]
  codes: readonly (number | null)[]
  times: number
}

/** What a user would have seen: something refused for good, a connection that is given up on, words that never left. */
async function judge(name: string, talk: Talk, database: string, { outages, codes, times }: Course): Promise<Finding> {
  await wait(3_000)
  talk.hush()
  const evidence = await gatherEvidence(talk.people, database)
  const healed = outages.flatMap((outage) => measureHealing(outage, talk.people, evidence))
  const refused = talk.people.flatMap((person) => person.wires.flatMap((wire) => wire.refusals)).filter((one) => !one.retryable)
  const figures: Figure[] = [
    exactly(`${name}: ended well (exit code 0)`, codes.filter((code) => code === 0).length, times),
    within(`${name}: slowest end`, Math.max(...outages.map(({ from, until }) => until - from)), 30_000),
    reported(`${name}: messages said`, evidence.said.length),
    exactly(`${name}: refused for good`, refused.length, 0),
    exactly(
      `${name}: connections given up on`,
      talk.people.filter((person) => person.client.connection.value.state === 'refused').length,
      0,
    ),
    exactly(`${name}: said and not acked in the end`, evidence.said.filter((one) => !one.acked).length, 0),
    reported(`${name}: healed, p99 of people and ends`, `${(percentile(healed, 0.99) / 1_000).toFixed(2)} s`),
  ]
  return { violations: checkInvariants(evidence), figures }
}
