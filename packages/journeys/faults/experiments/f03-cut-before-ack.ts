import { createId } from '@firsthand/protocol'
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
import type { HeadlessPerson } from '@firsthand/testkit'
import type { Experiment } from '../experiment.ts'
import { exactly, reported } from '../figures.ts'

/** The link is cut in the one moment in which relay and client do not know the same: it is committed, and nobody was told. */
export const cutBeforeAck: Experiment = {
  number: 'F3',
  fault: 'the link cut after the commit, before the ack, on the very first message and on later ones',
  target: 'one person, one conversation, one row',
  async run({ short, tell, chance }) {
    const visitors = short ? 4 : 40
    const later = short ? 2 : 5
    const relay = await startTestRelay({ config: peopleConfig(1) })
    const people: HeadlessPerson[] = []
    const closers: (() => Promise<void>)[] = []
    let cuts = 0
    try {
      /** Says something, and has the connection cut as the answer to it passes; so often in a row. */
      const visit = async (at: number): Promise<void> => {
        const proxy = await startFaultProxy({ to: relay.port })
        const person = openVisitor(relay, `visitor ${at}`, { port: proxy.port })
        people.push(person)
        closers.push(person.close, proxy.close)
        const id = createId()
        const there = person.client.startConversation(ownersPage(0), undefined, id)
        const inARow = 1 + chance.whole(2)
        for (let message = 0; message <= later; message++) {
          await until(person.client.connection, (now) => now.state === 'online')
          // Nothing the relay says names a conversation before its first ack, and no seq before that message's.
          const bytes = message === 0 ? id : `"seq":${message + 1}`
          let cut = proxy.cutAt('down', bytes)
          await person.say(there, `message ${message} of ${person.name}`)
          for (let time = 1; time <= (message === 0 ? inARow : 1); time++) {
            await cut
            cuts += 1
            if (message === 0 && time < inARow) cut = proxy.cutAt('down', id)
          }
          await until(person.client.unsent, (count) => count === 0)
        }
        tell(`${person.name}: ${proxy.accepted} connections`)
      }
      for (let first = 0; first < visitors; first += 10) {
        await Promise.all(Array.from({ length: Math.min(10, visitors - first) }, (_, at) => visit(first + at)))
      }
      const evidence = await gatherEvidence(people, relay.folder)
      const messages = evidence.rows.filter((row) => row.type === 'message')
      const retried = people.flatMap((person) => [...person.commands().values()]).filter((one) => one.tries > 1)
      return {
        violations: checkInvariants(evidence),
        figures: [
          reported('cuts between commit and ack', cuts),
          reported('sent more than once', retried.length),
          exactly(`people, of ${visitors}`, evidence.visitors, visitors),
          exactly(`conversations, of ${visitors}`, evidence.participants.size, visitors),
          exactly(`rows, of ${visitors * (later + 1)}`, messages.length, visitors * (later + 1)),
        ],
      }
    } finally {
      for (const close of closers) await close()
      await relay.close()
    }
  },
}
