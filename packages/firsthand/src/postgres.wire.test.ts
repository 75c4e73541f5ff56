import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestDatabase } from '@firsthand/testkit/postgres'
import { openStore } from '@firsthand/relay'
import { expect, onTestFinished, test } from 'vitest'
import { run } from './run.ts'

test('what SQLite held is moved to Postgres, kept there through a restore, and nobody starts on the old file by mistake', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'firsthand-postgres-'))
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }))
  const database = await createTestDatabase()
  const say = async (...argv: string[]) => {
    const said = { out: '', err: '' }
    const exit = await run(argv, {
      out: (text) => void (said.out += text),
      err: (text) => void (said.err += text),
      env: { FIRSTHAND_DATABASE: database },
      cwd,
      untilToldToEnd: () => Promise.resolve(),
    })
    return { exit, ...said }
  }
  const old = join(cwd, 'old')
  const before = await openStore({ dataFolder: old })
  await before.saveMember({ id: '01a2027b-4a81-7824-96b7-5033e1994675', name: 'Ada', title: null, face: null })
  await before.close()

  const moved = await say('move', '--from', 'old')
  expect(moved.exit).toBe(0)
  expect(moved.out).toMatch(/^ {2}person +1 {2}sha256 [0-9a-f]{64}$/m)
  expect(await say('move', '--from', 'old')).toMatchObject({ exit: 1, err: expect.stringContaining('--undo') as string })
  await expect(openStore({ dataFolder: old })).rejects.toMatchObject({ code: 'database-moved' })
  expect(JSON.parse((await say('migrate', '--json')).out)).toMatchObject({ ok: true, pending: [] })

  const restored = JSON.parse((await say('restore', '--restored', '--data', 'old', '--json')).out) as { epoch: string }
  expect(restored).toMatchObject({ ok: true, people: 1, conversations: 0 })
  expect(restored.epoch).not.toBe(before.epoch)
  expect(await say('backup', 'x')).toMatchObject({ exit: 1, err: expect.stringContaining('pg_dump') as string })
  expect((await say('move', '--undo', '--from', 'old')).out).toContain('may start on it again')
  await (await openStore({ dataFolder: old })).close()
})
