import {
  checkInvariants,
  gatherEvidence,
  openVisitor,
  ownersPage,
  peopleConfig,
  readDatabase,
  startTestRelay,
  until,
} from '@firsthand/testkit'
import type { HeadlessPerson } from '@firsthand/testkit'
import { setTimeout as wait } from 'node:timers/promises'
import type { Experiment } from '../experiment.ts'
import { exactly, percentile, reported } from '../figures.ts'
import { openSmallDisk } from '../load/small-disk.ts'

/** Long enough for the write-ahead log to grow into what is left of the disk. */
const LONG = ' and so on'.repeat(300)
const LEFT_BYTES = 256 * 1024

/** Nothing more fits on the relay's disk, its write-ahead log included, and then there is room again. */
export const diskFull: Experiment = {
  number: 'F9',
  fault: 'disk full (small tmpfs), WAL included',
  target: 'no false ack, reads go on, recovers without a restart',
  async run({ short, tell }) {
    const openDisk = openSmallDisk()
    if (!openDisk) return { violations: [], figures: [], skipped: 'neither can a tmpfs be mounted here nor prlimit be run' }
    const disk = openDisk(() => relay.pid)
    const relay = await startTestRelay({ config: { ...peopleConfig(1), logLevel: 'silent' }, folder: disk.folder })
    const first = relay.pid
    const people = Array.from({ length: 8 }, (_, at) => openVisitor(relay, `visitor ${at}`))
    const rounds = short ? 1 : 5
    const found = { falseAcks: 0, unready: 0, readable: 0, recovered: [] as number[] }
    try {
      const ids = people.map((person) => person.client.startConversation(ownersPage(0)).id)
      const sayAll = (what: string): Promise<unknown> =>
        Promise.all(people.map((person, at) => person.say(person.client.openConversation(ids[at]!), `${person.name} ${what}${LONG}`)))
      await Promise.all(
        people.map((person, at) => person.say(person.client.startConversation(ownersPage(0), undefined, ids[at]), `${person.name} begins`)),
      )
      await Promise.all(people.map((person) => person.settled()))
      for (let round = 1; round <= rounds; round++) {
        disk.fill(LEFT_BYTES)
        const before = countUnavailable(people)
        for (let said = 1; countUnavailable(people) === before; said++) {
          await sayAll(`into the last of the room, ${round}.${said}`)
          await wait(50)
        }
        await sayAll(`while it is full, ${round}`)
        // What little is left holds a little: nothing of it is to be left.
        disk.fill(0)
        if (await saysUnready(relay.url)) found.unready += 1
        const reader = people[round % people.length]!
        await reader.reload()
        await until(reader.client.openConversation(ids[round % people.length]!).timeline, (items) =>
          items.some((item) => item.kind === 'message' && item.seq !== null),
        )
        found.readable += 1
        await wait(1_000)
        const acked = people.flatMap((person) => [...person.commands().values()].filter((one) => one.ackedAt !== null))
        const kept = new Set((await readDatabase(disk.folder)).rows.map((row) => row.cid))
        found.falseAcks += acked.filter((one) => !kept.has(one.cid)).length
        disk.free()
        const from = performance.now()
        await Promise.all(people.map((person) => until(person.client.unsent, (count) => count === 0)))
        found.recovered.push(performance.now() - from)
        tell(`round ${round}: everything was acked ${Math.round(performance.now() - from)} ms after there was room again`)
      }
      const evidence = await gatherEvidence(people, disk.folder)
      return {
        violations: checkInvariants(evidence),
        figures: [
          reported('the disk', disk.how),
          reported('times the store could not write', countUnavailable(people)),
          exactly('acked while not on disk', found.falseAcks, 0),
          exactly('rounds with /readyz 503', found.unready, rounds),
          exactly('rounds in which a fresh page read its conversation', found.readable, rounds),
          exactly('said and not acked in the end', evidence.said.filter((one) => !one.acked).length, 0),
          exactly('restarts', relay.pid === first ? 0 : 1, 0),
          reported('from room to everything acked, slowest', `${(percentile(found.recovered, 1) / 1_000).toFixed(1)} s`),
        ],
      }
    } finally {
      await Promise.all(people.map((person) => person.close()))
      await relay.close()
      disk.close()
    }
  },
}

/** Whether it says so within a few seconds: a small write may still find room in what the log has already. */
async function saysUnready(url: string): Promise<boolean> {
  for (let tries = 0; tries < 50; tries++) {
    if ((await fetch(`${url}/readyz`)).status === 503) return true
    await wait(100)
  }
  return false
}

function countUnavailable(people: readonly HeadlessPerson[]): number {
  return people.flatMap((one) => one.wires.flatMap((wire) => wire.refusals)).filter((one) => one.code === 'store-unavailable').length
}
