import { checkInvariants, gatherEvidence, peopleConfig, startTestRelay } from '@firsthand/testkit'
import { setTimeout as wait } from 'node:timers/promises'
import type { Experiment } from '../experiment.ts'
import { atLeast, exactly, percentile, reported, within } from '../figures.ts'
import { measureHealing, type Outage } from '../load/healing.ts'
import { startTalk } from '../load/talk.ts'

const BETWEEN_MS = 20_000
const PACE = 200

/** The relay dies without a word, again and again, while 44 people say 200 things a second. */
export const killed: Experiment = {
  number: 'F1',
  fault: '`kill -9` of the relay × 50, 20 s apart, under 200 messages/s',
  target: 'back ≤ 3 s, all healed p99 ≤ 15 s',
  async run({ chance, short, tell }) {
    const kills = short ? 5 : 50
    const relay = await startTestRelay({ config: peopleConfig(4) })
    const talk = await startTalk({ relay, visitors: 40, owners: 4, pace: PACE, chance: chance.branch() })
    try {
      const outages: Outage[] = []
      for (let kill = 1; kill <= kills; kill++) {
        await wait(BETWEEN_MS - 1_000 + chance.between(0, 2_000))
        const from = performance.now()
        await relay.kill()
        await relay.restart()
        await isReady(relay.url)
        outages.push({ from, until: performance.now() })
        tell(`kill ${kill} of ${kills}: back after ${Math.round(performance.now() - from)} ms, ${talk.said} said`)
        // Pages crash, too: what they had kept comes from the next one.
        if (kill % 5 === 0) await talk.reload(chance.whole(40))
      }
      await wait(BETWEEN_MS / 2)
      talk.hush()
      const evidence = await gatherEvidence(talk.people, relay.folder)
      const back = outages.map(({ from, until }) => until - from)
      const healed = outages.flatMap((outage) => measureHealing(outage, talk.people, evidence))
      const retried = talk.people.flatMap((person) => [...person.commands().values()]).filter((one) => one.tries > 1)
      return {
        violations: checkInvariants(evidence),
        figures: [
          reported('kills', kills),
          atLeast('messages said', evidence.said.length, (kills * BETWEEN_MS * PACE) / 1_000 / 2),
          reported('sent more than once', retried.length),
          exactly('visitors, where 40 wrote', evidence.visitors, 40),
          exactly('said and not acked in the end', evidence.said.filter((one) => !one.acked).length, 0),
          reported('back, median', `${Math.round(percentile(back, 0.5))} ms`),
          reported('back within 3 s, of all kills', back.filter((ms) => ms <= 3_000).length),
          within('back, slowest', Math.max(...back), 3_000),
          reported('healed, median', `${(percentile(healed, 0.5) / 1_000).toFixed(2)} s`),
          within('healed, p99 of people and kills', percentile(healed, 0.99), 15_000),
        ],
      }
    } finally {
      await talk.close()
      await relay.close()
    }
  },
}

/** Asks until the relay says that it can take messages. */
async function isReady(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    if (answer?.ok) return
    await wait(10)
  }
}
