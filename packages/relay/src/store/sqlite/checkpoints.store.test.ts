import { copyFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createTestFolder } from '../contract/test-folder.ts'
import { createCheckpoints } from './checkpoints.ts'
import { openDatabase } from './open-database.ts'

function openWritten() {
  const folder = createTestFolder()
  const file = join(folder, 'relay.sqlite')
  const db = openDatabase(file)
  onTestFinished(() => db.close())
  db.exec("create table line (text text not null); insert into line (text) values ('written')")
  /** What the database's own file holds, without the log beside it. */
  const readFile = (): unknown[] => {
    const copy = join(folder, 'copy.sqlite')
    copyFileSync(file, copy)
    const alone = new DatabaseSync(copy)
    try {
      return alone.prepare('select text from line').all()
    } catch {
      return []
    } finally {
      alone.close()
    }
  }
  return { db, file, readFile }
}

/** No failure is expected. */
const report = (cause: unknown): void => {
  throw cause
}

test('nothing is moved into the file while little was written', async () => {
  const { db, file, readFile } = openWritten()
  const checkpoints = createCheckpoints({ db, file, report })
  checkpoints.count(1)
  await checkpoints.close()
  expect(readFile()).toEqual([])
})

test('a thread moves what was committed into the file, once enough was written', async () => {
  const { db, file, readFile } = openWritten()
  const checkpoints = createCheckpoints({ db, file, report })
  checkpoints.count(100_000)
  await checkpoints.close()
  expect(readFile()).toEqual([{ text: 'written' }])
})

test('[P14] after an erasure the next commit is moved into the file at once', async () => {
  const { db, file, readFile } = openWritten()
  const checkpoints = createCheckpoints({ db, file, report })
  checkpoints.hasten()
  checkpoints.count(1)
  await checkpoints.close()
  expect(readFile()).toEqual([{ text: 'written' }])
})

test('when the thread cannot do its work, that is reported, and this thread does it', async () => {
  const { db, readFile } = openWritten()
  const reported = Promise.withResolvers<unknown>()
  const nowhere = join(createTestFolder(), 'missing', 'relay.sqlite')
  const checkpoints = createCheckpoints({ db, file: nowhere, report: reported.resolve })
  checkpoints.count(100_000)
  expect(String(await reported.promise)).toContain('unable to open database file')
  expect(readFile()).toEqual([])
  checkpoints.count(100_000)
  expect(readFile()).toEqual([{ text: 'written' }])
  await checkpoints.close()
})
