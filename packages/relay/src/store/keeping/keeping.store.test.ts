import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test, vi } from 'vitest'
import { messageRequest } from '../contract/requests.ts'
import { setScene, valueOf } from '../contract/scene.ts'
import { createTestFolder } from '../contract/test-folder.ts'
import { DATABASE_FILE, openStore } from '../open-store.ts'
import { ERASURES_FILE } from '../restoring/erasure-list.ts'
import { backupDatabase } from './backup-database.ts'
import { migrateDatabase } from './migrate-database.ts'
import { restoreDatabase } from './restore-database.ts'

/** A folder with a database that two people spoke in, and nobody holds. */
async function fill() {
  const dataFolder = createTestFolder()
  const scene = await setScene(await openStore({ dataFolder }))
  const { conversation, visitor } = await scene.begin('One')
  await scene.store.close()
  return { dataFolder, conversation, visitor, owner: scene.owner, backup: join(dataFolder, 'backup.sqlite') }
}

const readTexts = async (dataFolder: string, conversation: string): Promise<unknown[]> => {
  const store = await openStore({ dataFolder })
  const log = await store.readLog(conversation, { before: null }, 100)
  await store.close()
  return log.ok ? log.value.entries.map(({ body }) => (body && 'text' in body ? body.text : body)) : [log.failure.code]
}

test('a backup taken while the relay writes is one moment of it, whole, in one file that nobody else can read', async () => {
  const { dataFolder, conversation, visitor, backup } = await fill()
  const store = await openStore({ dataFolder })
  const writing = new AbortController()
  const writes = (async () => {
    while (!writing.signal.aborted) valueOf(await store.append(messageRequest({ conversation, author: visitor }, 'x'.repeat(5_000))))
  })()
  await vi.waitFor(async () => expect(valueOf(await store.readLog(conversation, { before: null }, 1)).head.seq).toBeGreaterThan(50), 20_000)
  const seen: number[] = []
  const report = await backupDatabase({ dataFolder, to: backup, onProgress: (copied, pages) => void seen.push(copied / pages) })
  writing.abort()
  await writes
  const head = valueOf(await store.readLog(conversation, { before: null }, 1)).head.seq
  await store.close()

  expect(report.entries).toBeGreaterThan(50)
  expect(report.entries).toBeLessThanOrEqual(head)
  expect(report).toMatchObject({ file: backup, people: 2, conversations: 1, epoch: store.epoch })
  expect(report.sha256).toBe(createHash('sha256').update(readFileSync(backup)).digest('hex'))
  expect(report.bytes).toBe(readFileSync(backup).length)
  expect(readdirSync(dataFolder).filter((name) => name.startsWith('backup'))).toEqual(['backup.sqlite'])
  const db = new DatabaseSync(backup)
  expect(db.prepare('select count(*) as entries, max(seq) as head from entry').get()).toEqual({
    entries: report.entries,
    head: report.entries,
  })
  db.close()
})

test('a backup writes over nothing unless it is told to, and never over the database itself', async () => {
  const { dataFolder, backup } = await fill()
  writeFileSync(backup, 'a file of somebody')
  await expect(backupDatabase({ dataFolder, to: backup })).rejects.toMatchObject({ code: 'file-exists' })
  expect(readFileSync(backup, 'utf8')).toBe('a file of somebody')
  await backupDatabase({ dataFolder, to: backup, replace: true })
  const own = join(dataFolder, DATABASE_FILE)
  await expect(backupDatabase({ dataFolder, to: own, replace: true })).rejects.toMatchObject({ code: 'file-exists' })
  await expect(backupDatabase({ dataFolder, to: dataFolder, replace: true })).rejects.toMatchObject({ code: 'file-exists' })
  await expect(backupDatabase({ dataFolder: join(dataFolder, 'nowhere'), to: backup })).rejects.toMatchObject({ code: 'database-missing' })
})

test('a backup that cannot be written leaves nothing behind', async () => {
  const { dataFolder } = await fill()
  const to = join(dataFolder, 'no', 'such', 'folder', 'backup.sqlite')
  await expect(backupDatabase({ dataFolder, to })).rejects.toMatchObject({ code: 'database-unusable' })
  expect(existsSync(join(dataFolder, 'no'))).toBe(false)
})

test('[P13] a restore keeps the old database, puts the copy in place and begins a new life', async () => {
  const { dataFolder, conversation, visitor, backup } = await fill()
  const { takenAt, epoch } = await backupDatabase({ dataFolder, to: backup })
  const store = await openStore({ dataFolder })
  valueOf(await store.append(messageRequest({ conversation, author: visitor }, 'Two')))
  await store.close()

  const report = await restoreDatabase({ dataFolder, from: backup })
  expect(report).toMatchObject({ takenAt, conversations: 1, entries: 1, people: 2, erasedAgain: 0, withheld: 0 })
  expect(report.epoch).not.toBe(epoch)
  expect(await readTexts(dataFolder, conversation)).toEqual(['One'])
  const kept = join(dataFolder, 'kept')
  mkdirSync(kept)
  copyFileSync(report.keptAs!, join(kept, DATABASE_FILE))
  expect(await readTexts(kept, conversation)).toEqual(['One', 'Two'])

  const again = await openStore({ dataFolder })
  expect(again.epoch).toBe(report.epoch)
  expect(await again.readRestores()).toEqual({ formerEpochs: [epoch], withheld: [] })
  await again.close()
})

test('a restore is refused while a relay runs on the folder, and changes nothing', async () => {
  const { dataFolder, conversation, backup } = await fill()
  await backupDatabase({ dataFolder, to: backup })
  const store = await openStore({ dataFolder })
  await expect(restoreDatabase({ dataFolder, from: backup })).rejects.toMatchObject({ code: 'database-in-use' })
  await store.close()
  expect(readdirSync(dataFolder).filter((name) => /before|restoring/.test(name))).toEqual([])
  expect(await readTexts(dataFolder, conversation)).toEqual(['One'])
})

const damages: [string, (file: string) => void][] = [
  ['no file', () => undefined],
  ['no database', (file) => writeFileSync(file, 'not a database, by far not long enough nor anything')],
  ['an empty file', (file) => writeFileSync(file, '')],
  [
    'another database',
    (file) => {
      const db = new DatabaseSync(file)
      db.exec('create table t (a)')
      db.close()
    },
  ],
]
for (const [name, damage] of damages) {
  test(`a restore of ${name} is refused, and changes nothing`, async () => {
    const { dataFolder, conversation } = await fill()
    const from = join(dataFolder, 'damaged')
    damage(from)
    await expect(restoreDatabase({ dataFolder, from })).rejects.toMatchObject({ code: 'backup-unusable' })
    expect(readdirSync(dataFolder).filter((file) => /before|restoring/.test(file))).toEqual([])
    expect(await readTexts(dataFolder, conversation)).toEqual(['One'])
  })
}

test('a restore of a torn file is refused, and changes nothing', async () => {
  const { dataFolder, conversation, backup } = await fill()
  const { bytes } = await backupDatabase({ dataFolder, to: backup })
  truncateSync(backup, Math.floor(bytes / 2))
  await expect(restoreDatabase({ dataFolder, from: backup })).rejects.toMatchObject({ code: 'backup-unusable' })
  expect(await readTexts(dataFolder, conversation)).toEqual(['One'])
})

test('a restore takes the place of a database that is damaged beyond reading', async () => {
  const { dataFolder, conversation, backup } = await fill()
  await backupDatabase({ dataFolder, to: backup })
  writeFileSync(join(dataFolder, DATABASE_FILE), 'what a failing disk made of it')
  const { keptAs } = await restoreDatabase({ dataFolder, from: backup })
  expect(readFileSync(keptAs!, 'utf8')).toBe('what a failing disk made of it')
  expect(await readTexts(dataFolder, conversation)).toEqual(['One'])
})

test('[P13] a restore into an empty folder takes the lists of erasures it is given, and keeps them', async () => {
  const { dataFolder, conversation, visitor, backup } = await fill()
  await backupDatabase({ dataFolder, to: backup })
  const store = await openStore({ dataFolder })
  const first = valueOf(await store.readLog(conversation, { before: null }, 1)).entries[0]!
  await store.close()
  const deletion = `${conversation} ${visitor} ${first.cid} ${conversation}\n`
  const list = join(dataFolder, 'elsewhere.erased')
  writeFileSync(list, `half a line\n${deletion}${deletion}`)

  const target = createTestFolder()
  const report = await restoreDatabase({ dataFolder: target, from: backup, erased: [list] })
  expect(report).toMatchObject({ keptAs: null, erasedAgain: 1, withheld: 0, entries: 2 })
  expect(await readTexts(target, conversation)).toEqual([null, { target: 1 }])
  expect(readFileSync(join(target, ERASURES_FILE), 'utf8')).toBe(deletion)
})

test('[P13] [P14] a deletion that was listed and never committed is done at the next opening, and said', async () => {
  const { dataFolder, conversation, visitor } = await fill()
  const store = await openStore({ dataFolder })
  const first = valueOf(await store.readLog(conversation, { before: null }, 1)).entries[0]!
  await store.close()
  writeFileSync(join(dataFolder, ERASURES_FILE), `${conversation} ${visitor} ${first.cid} ${conversation}\n`)
  const note = vi.fn<(line: string) => void>()
  const opened = await openStore({ dataFolder, note })
  await opened.close()
  expect(note).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('Deleted again: 1'))
  expect(await readTexts(dataFolder, conversation)).toEqual([null, { target: 1 }])
  const again = await openStore({ dataFolder, note })
  await again.close()
  expect(note).toHaveBeenCalledTimes(1)
})

test('migrate says what it would do, does it once, and leaves a newer database alone', async () => {
  const dataFolder = createTestFolder()
  const planned = await migrateDatabase({ dataFolder, dryRun: true })
  expect(planned.done).toEqual([])
  expect(planned.pending.length).toBeGreaterThan(0)
  expect(readdirSync(dataFolder)).toEqual([])
  expect(await migrateDatabase({ dataFolder })).toEqual(planned)
  expect(await migrateDatabase({ dataFolder })).toEqual({ done: planned.pending, pending: [] })
  expect(await migrateDatabase({ dataFolder, dryRun: true })).toEqual({ done: planned.pending, pending: [] })

  const db = new DatabaseSync(join(dataFolder, DATABASE_FILE))
  db.exec("insert into kysely_migration (name, timestamp) values ('9999-later', '')")
  db.close()
  for (const dryRun of [true, false])
    await expect(migrateDatabase({ dataFolder, dryRun })).rejects.toMatchObject({ code: 'database-newer' })
})
