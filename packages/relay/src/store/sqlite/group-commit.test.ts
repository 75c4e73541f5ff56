import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createTestFolder } from '../contract/test-folder.ts'
import { createGroupCommit } from './group-commit.ts'
import { openDatabase } from './open-database.ts'

function openCommits() {
  const file = join(createTestFolder(), 'commits.sqlite')
  const db = openDatabase(file)
  const other = new DatabaseSync(file)
  onTestFinished(() => (db.close(), other.close()))
  db.exec('create table line (text text not null)')
  const insert = db.prepare('insert into line (text) values (?)')
  const events: (number | string)[] = []
  const commits = createGroupCommit(db, {
    now: () => 7,
    onCommit: (jobs) => events.push(jobs),
    onRollback: () => events.push('rolled back'),
    report: (cause) => events.push(String(cause)),
  })
  const write = (text: string) => commits.run((at) => (insert.run(text), `${text} at ${at}`))
  const read = () => (other.prepare('select text from line order by rowid').all() as { text: string }[]).map(({ text }) => text)
  return { db, commits, write, read, events }
}

test('[P4] what is written in one turn shares one commit, in its order', async () => {
  const { write, read, events } = openCommits()
  expect(await Promise.all(['one', 'two', 'three'].map(write))).toEqual(['one at 7', 'two at 7', 'three at 7'])
  await write('four')
  expect(events).toEqual([3, 1])
  expect(read()).toEqual(['one', 'two', 'three', 'four'])
})

test('[P4] nothing is answered before another connection can see it', async () => {
  const { write, read } = openCommits()
  const answered = write('one').then(() => read())
  expect(read()).toEqual([])
  expect(await answered).toEqual(['one'])
})

test('[P4] what is asked for while a commit is made shares the next', async () => {
  const { commits, write, events } = openCommits()
  const later: Promise<string>[] = []
  await commits.run(() => void later.push(write('two'), write('three')))
  await Promise.all(later)
  expect(events).toEqual([1, 2])
})

test('work that throws is left out, and the others are done again without it', async () => {
  const { commits, write, read, events } = openCommits()
  const bug = new Error('a bug')
  const results = await Promise.allSettled([
    write('one'),
    commits.run(() => {
      throw bug
    }),
    write('two'),
  ])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(results[1]).toMatchObject({ reason: bug })
  expect(events).toEqual(['rolled back', 2])
  expect(read()).toEqual(['one', 'two'])
})

test('when the database cannot write, all of the batch is told so, and the next is tried', async () => {
  const { db, commits, write, read, events } = openCommits()
  await write('one')
  const { page_count: pages } = db.prepare('pragma page_count').get() as { page_count: number }
  db.exec(`pragma max_page_count = ${pages}`)
  const large = 'x'.repeat(100_000)
  const results = await Promise.allSettled([write('two'), write(large), write('three')])
  for (const result of results) expect(result).toMatchObject({ status: 'rejected', reason: { code: 'store-unavailable' } })
  expect(read()).toEqual(['one'])
  expect(events.slice(1)).toEqual(['rolled back', expect.stringContaining('full')])
  db.exec('pragma max_page_count = 1000000')
  await write('four')
  expect(read()).toEqual(['one', 'four'])
  commits.close()
})

test('an outage is reported once, and the next one again', async () => {
  const { db, write, events } = openCommits()
  const large = 'x'.repeat(100_000)
  for (let outage = 0; outage < 2; outage++) {
    db.exec('pragma max_page_count = 1')
    for (let batch = 0; batch < 3; batch++) await expect(write(large)).rejects.toMatchObject({ code: 'store-unavailable' })
    db.exec('pragma max_page_count = 1000000')
    await write('small')
  }
  expect(events.filter((event) => String(event).includes('full'))).toHaveLength(2)
})

test('[P17] closing commits what waits, and what comes later is refused', async () => {
  const { commits, write, read } = openCommits()
  const waiting = write('one')
  commits.close()
  await waiting
  await expect(write('two')).rejects.toMatchObject({ code: 'store-closed' })
  expect(read()).toEqual(['one'])
})

test('[F9] what cannot be committed now can be read here until the next commit is tried, and stands nowhere', async () => {
  const { db, commits, write, read, events } = openCommits()
  const seen = () => db.prepare('select text from line').all().length
  commits.preview(() => db.exec("insert into line (text) values ('previewed')"))
  commits.preview(() => db.exec("insert into line (text) values ('previewed too')"))
  expect([seen(), read()]).toEqual([2, []])
  await write('one')
  expect([seen(), read(), events]).toEqual([1, ['one'], ['rolled back', 1]])
})
