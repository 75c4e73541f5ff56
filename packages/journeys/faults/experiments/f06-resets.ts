import { checkInvariants, gatherEvidence, peopleConfig, startFaultProxy, startTestRelay } from '@firsthand/testkit'
import { setTimeout as wait } from 'node:timers/promises'
import type { Experiment } from '../experiment.ts'
import { atLeast, exactly, reported } from '../figures.ts'
import { startTalk } from '../load/talk.ts'

/** Every connection of everybody is reset again and again while they talk. */
export const resets: Experiment = {
  number: 'F6',
  fault: 'reset every 1–5 s for minutes',
  target: 'no duplicate',
  async run({ short, chance, seed, tell }) {
    const spanMs = short ? 30_000 : 180_000
    const relay = await startTestRelay({ config: peopleConfig(4) })
    const proxy = await startFaultProxy({ to: relay.port, seed })
    const way = { port: proxy.port }
    const talk = await startTalk({
      relay,
      visitors: 40,
      owners: 4,
      pace: 60,
      chance: chance.branch(),
      visitorWay: () => way,
      ownerWay: () => way,
    })
    try {
      proxy.set({ mode: 'pass', resetEveryMs: [1_000, 5_000] })
      for (let minute = 0; minute < spanMs; minute += 15_000) {
        await wait(15_000)
        tell(`${proxy.accepted} connections so far, ${talk.said} said`)
        await talk.reload(chance.whole(40))
      }
      talk.hush()
      proxy.set({ mode: 'pass' })
      const evidence = await gatherEvidence(talk.people, relay.folder)
      const retried = talk.people.flatMap((person) => [...person.commands().values()]).filter((one) => one.tries > 1)
      const violations = checkInvariants(evidence)
      return {
        violations,
        figures: [
          atLeast('connections', proxy.accepted, (spanMs / 1_000) * 4),
          reported('messages said', evidence.said.length),
          reported('sent more than once', retried.length),
          exactly('duplicates', violations.filter((one) => one.invariant === 'once').length, 0),
          exactly('visitors, where 40 wrote', evidence.visitors, 40),
          exactly('said and not acked in the end', evidence.said.filter((one) => !one.acked).length, 0),
        ],
      }
    } finally {
      await talk.close()
      await proxy.close()
      await relay.close()
    }
  },
}
