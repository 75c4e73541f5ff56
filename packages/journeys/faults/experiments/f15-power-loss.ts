import { checkInvariants, gatherEvidence, openVisitor, ownersPage, peopleConfig, startTestRelay } from '@firsthand/testkit'
import type { Violation } from '@firsthand/testkit'
import { join } from 'node:path'
import type { Experiment } from '../experiment.ts'
import { atLeast, exactly } from '../figures.ts'
import { checkAckOrder } from '../load/ack-order.ts'
import { traceProcess, whyNotTraced } from '../load/system-calls.ts'

/** Nobody can cut the power in a test. What can be seen is the order in which the relay asks the system to keep and to send. */
export const powerLoss: Experiment = {
  number: 'F15',
  fault: 'power loss: the order of system calls (`strace`) shows that no ack leaves before the `fdatasync` of its commit',
  target: 'fails when set to `synchronous=NORMAL`',
  async run({ short, tell }) {
    const skipped = whyNotTraced()
    if (skipped) return { violations: [], figures: [], skipped: `${skipped}; the store's own check of its settings stands alone here` }
    const messages = short ? 10 : 100
    const full = await trace(messages)
    tell(`as it ships: ${full.safe} acks after their flush, ${full.early} before it, ${full.unseen} not seen`)
    const normal = await trace(messages, [join(import.meta.dirname, '../children/sync-normal.ts')])
    tell(`with synchronous=NORMAL: ${normal.safe} after, ${normal.early} before, ${normal.unseen} not seen`)
    return {
      violations: [...full.violations, ...normal.violations],
      figures: [
        exactly('acks seen to leave after the flush of their commit', full.safe, full.all),
        exactly('acks that left before it', full.early, 0),
        atLeast('with synchronous=NORMAL: acks found to have left before it', normal.early, normal.all / 2),
      ],
    }
  },
}

interface Traced {
  all: number
  safe: number
  early: number
  unseen: number
  violations: Violation[]
}

/** Lets four visitors talk to a traced relay, several at once, so that commits are shared. */
async function trace(messages: number, preload: readonly string[] = []): Promise<Traced> {
  const relay = await startTestRelay({ config: peopleConfig(1), preload })
  const people = Array.from({ length: 4 }, (_, at) => openVisitor(relay, `visitor ${at}`))
  try {
    const conversations = people.map((person) => person.client.startConversation(ownersPage(0)))
    await Promise.all(people.map((person, at) => person.say(conversations[at]!, `${person.name} begins`)))
    await Promise.all(people.map((person) => person.settled()))
    const calls = await traceProcess(relay.pid)
    for (let message = 0; message < messages; message++) {
      await Promise.all(people.map((person, at) => person.say(conversations[at]!, `${tokenOf(at, message)} is said`)))
      await Promise.all(people.map((person) => person.settled()))
    }
    const traced = await calls.stop()
    const evidence = await gatherEvidence(people, relay.folder)
    const said = people.flatMap((person, at) =>
      Array.from({ length: messages }, (_, message) => {
        const token = tokenOf(at, message)
        return { token, cid: person.said().find((one) => one.text.startsWith(token))?.cid ?? '' }
      }),
    )
    const orders = checkAckOrder(traced, said)
    const count = (order: string): number => orders.filter((one) => one.order === order).length
    return { all: said.length, safe: count('safe'), early: count('early'), unseen: count('unseen'), violations: checkInvariants(evidence) }
  } finally {
    await Promise.all(people.map((person) => person.close()))
    await relay.close()
  }
}

/** Words that stand nowhere else. */
const tokenOf = (person: number, message: number): string => `token-${person}-${message}-end`
