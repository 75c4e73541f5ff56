import { checkInvariants, gatherEvidence, openOwner, openVisitor, ownersPage, peopleConfig, startTestRelay } from '@firsthand/testkit'
import type { CursorSeen, HeadlessPerson, TestRelay, Violation } from '@firsthand/testkit'
import { execFile } from 'node:child_process'
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Experiment, Trial } from '../experiment.ts'
import { exactly, reported, type Figure } from '../figures.ts'

const run = promisify(execFile)
const FIRSTHAND = join(import.meta.dirname, '../../../firsthand/src/firsthand.ts')
/** What is said before the copy is taken, after it, and once it is back. */
const BEFORE = 3
const AFTER = 4

/** Yesterday's database takes the place of today's, and people still hold what they said since. */
export const restored: Experiment = {
  number: 'F14',
  fault: 'the database restored from an earlier copy, by `restore` and by copying the file back',
  target: 'noticed; what clients still hold comes back once; what was deleted stays deleted (P13)',
  async run(trial) {
    const byCommand = await restore(trial, 'by `restore`', (relay, copy) => firsthand('restore', copy, relay))
    const byHand = await restore(trial, 'by hand', (relay, copy) => {
      const file = join(relay.folder, 'firsthand.sqlite')
      for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true })
      copyFileSync(copy, file)
    })
    return { violations: [...byCommand.violations, ...byHand.violations], figures: [...byCommand.figures, ...byHand.figures] }
  },
}

async function firsthand(command: 'backup' | 'restore', file: string, relay: TestRelay): Promise<void> {
  await run(process.execPath, ['--disable-warning=ExperimentalWarning', FIRSTHAND, command, file, '--data', relay.folder], {
    cwd: relay.folder,
  })
}

interface Restored {
  violations: Violation[]
  figures: Figure[]
}

async function restore(
  { short, tell, chance }: Trial,
  how: string,
  putBack: (relay: TestRelay, copy: string) => void | Promise<void>,
): Promise<Restored> {
  const relay = await startTestRelay({ config: peopleConfig(2) })
  const copy = join(relay.folder, 'copy.sqlite')
  const visitors = Array.from({ length: short ? 6 : 30 }, (_, at) => openVisitor(relay, `visitor ${at}`))
  const owners = [await openOwner(relay, 0), await openOwner(relay, 1)]
  const people = [...visitors, ...owners]
  try {
    const ids = visitors.map((visitor, at) => visitor.client.startConversation(ownersPage(at % 2)).id)
    const say = (at: number, text: string): Promise<void> => {
      const visitor = visitors[at]!
      const there = visitor.client.startConversation(ownersPage(at % 2), undefined, ids[at])
      return visitor.say(there, `${visitor.name}: ${text}`)
    }
    const sayAll = async (text: string): Promise<void> => {
      for (const at of visitors.keys()) await say(at, text)
      for (const visitor of visitors) await visitor.settled()
    }
    for (let message = 0; message < BEFORE; message++) await sayAll(`before ${message}`)
    await answer(owners, 'before the copy')
    await firsthand('backup', copy, relay)

    for (let message = 0; message < AFTER; message++) await sayAll(`after ${message}`)
    await answer(owners, 'after the copy')
    const late = openVisitor(relay, 'late visitor')
    people.push(late)
    await late.say(late.client.startConversation(ownersPage(0)), 'late visitor: begun after the copy')
    await amendSome(visitors, ids)
    for (const person of people) await person.settled()
    await relay.terminate()
    const heardBefore = new Map(people.map((person) => [person, person.cursors().length]))
    // Some pages are closed meanwhile: what they have kept comes from the next.
    for (const visitor of visitors) if (chance.next() < 0.3) await visitor.reload()
    await putBack(relay, copy)
    await relay.restart()
    tell(`${how}: the copy is in place, and the relay runs`)

    for (const person of people) await person.settled()
    tell(`${how}: everybody is back`)
    await sayAll('once it is back')
    const whole = await gatherEvidence(people, relay.folder)
    // Who deleted what the copy lacks brings neither back: nothing is left of either.
    const deleted = new Set(whole.amended?.flatMap((one) => (one.text === null && one.acked ? [one.target] : [])))
    const evidence = {
      ...whole,
      said: whole.said.filter((one) => !deleted.has(one.cid ?? '')),
      amended: whole.amended?.filter((one) => !deleted.has(one.target)) ?? [],
    }
    const acked = evidence.said.filter((one) => one.acked)
    const kept = new Set(evidence.rows.map((row) => row.cid))
    const cursors: CursorSeen[] = people.flatMap((person) => person.cursors().slice(heardBefore.get(person)))
    return {
      // Cursors are the database's, and go back with it: from then on they may not.
      violations: checkInvariants({ ...evidence, cursors }),
      figures: [
        reported(`${how}: messages acked, before and after the copy`, acked.length),
        exactly(`${how}: of them not in the database in the end`, acked.filter((one) => !kept.has(one.cid ?? '')).length, 0),
        exactly(`${how}: people, of ${visitors.length + 1}`, evidence.visitors, visitors.length + 1),
        exactly(
          `${how}: deleted texts that came back`,
          evidence.rows.filter((row) => row.text?.includes('after 0')).length - leftOf(visitors),
          0,
        ),
      ],
    }
  } finally {
    await Promise.all(people.map((person) => person.close()))
    await relay.close()
  }
}

/** Each owner answers in each conversation they know of. */
async function answer(owners: readonly HeadlessPerson[], text: string): Promise<void> {
  for (const owner of owners) {
    for (const { id } of owner.client.inbox.conversations.value) {
      const there = owner.client.openConversation(id)
      await owner.say(there, `${owner.name} to ${id}, ${text}`)
      there.release()
    }
    await owner.settled()
  }
}

/** Every third visitor deletes what they said first after the copy, every other third edits what they said before it. */
async function amendSome(visitors: readonly HeadlessPerson[], ids: readonly string[]): Promise<void> {
  for (const [at, visitor] of visitors.entries()) {
    const there = visitor.client.openConversation(ids[at]!)
    const cidOf = (text: string): string => visitor.said().find((one) => one.text.endsWith(text))!.cid!
    if (at % 3 === 0) await there.remove(cidOf('after 0'))
    if (at % 3 === 1) await there.edit(cidOf('before 1'), `${visitor.name}: mended after the copy`)
    there.release()
  }
}

/** How many of the texts that a third has deleted are still due: the others'. */
const leftOf = (visitors: readonly unknown[]): number => visitors.filter((_, at) => at % 3 !== 0).length
