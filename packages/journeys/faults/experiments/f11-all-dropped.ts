import { checkInvariants, gatherEvidence, openVisitor, ownersPage, peopleConfig, startTestRelay, until } from '@firsthand/testkit'
import type { ConversationModel } from '@firsthand/client'
import type { HeadlessPerson } from '@firsthand/testkit'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Experiment } from '../experiment.ts'
import { exactly, percentile, reported, within } from '../figures.ts'

/** Whatever stood in front of the relay went away and came back: everybody lost their connection in one moment, and everybody had something to say. */
export const allDropped: Experiment = {
  number: 'F11',
  fault: '5,000 sockets dropped at once',
  target: '99 % synced ≤ 60 s',
  async run({ short, tell }) {
    const many = short ? 300 : 5_000
    const relay = await startTestRelay({ config: peopleConfig(4) })
    const proxy = fork(join(import.meta.dirname, '../children/drop-connections.ts'), [String(relay.port)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    const [{ port }] = (await once(proxy, 'message')) as [{ port: number }]
    const opened: { visitor: HeadlessPerson; there: ConversationModel }[] = []
    try {
      for (let first = 0; first < many; first += 250) {
        const some = Array.from({ length: Math.min(250, many - first) }, (_, at) => {
          const visitor = openVisitor(relay, `visitor ${first + at}`, { port })
          return { visitor, there: visitor.client.startConversation(ownersPage(at % 4)) }
        })
        opened.push(...some)
        await Promise.all(some.map(({ visitor, there }) => visitor.say(there, `${visitor.name} begins`)))
        await Promise.all(some.map(({ visitor }) => visitor.settled()))
      }
      tell(`${many} visitors have begun`)
      const from = performance.now()
      proxy.send('drop')
      const [{ dropped }] = (await once(proxy, 'message')) as [{ dropped: number }]
      const synced = await Promise.all(
        opened.map(async ({ visitor, there }) => {
          await visitor.say(there, `${visitor.name} goes on`)
          await until(visitor.client.connection, (now) => now.state === 'online')
          await until(there.timeline, (items) => items.filter((item) => item.seq !== null).length === 2)
          return performance.now() - from
        }),
      )
      tell(`all synced after ${(Math.max(...synced) / 1_000).toFixed(1)} s`)
      const evidence = await gatherEvidence(
        opened.map(({ visitor }) => visitor),
        relay.folder,
      )
      return {
        violations: checkInvariants(evidence),
        figures: [
          exactly('connections dropped', dropped, many),
          reported('synced, median', `${(percentile(synced, 0.5) / 1_000).toFixed(1)} s`),
          within('99 % synced', percentile(synced, 0.99), 60_000),
          within('all synced', percentile(synced, 1), 120_000),
          exactly('visitors', evidence.visitors, many),
        ],
      }
    } finally {
      await Promise.all(opened.map(({ visitor }) => visitor.close()))
      proxy.disconnect()
      await relay.close()
    }
  },
}
