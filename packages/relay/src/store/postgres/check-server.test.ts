import type { ClientBase } from 'pg'
import { expect, test } from 'vitest'
import { checkServer } from './check-server.ts'

const sound = { version: 18, fsync: 'on', commits: 'on', standby: false }
const check = (found: Partial<typeof sound>) =>
  checkServer({ query: async () => ({ rows: [{ ...sound, ...found }] }) } as unknown as ClientBase, 1_000)

test('Postgres 14 to 18 are let in, and what comes after them', async () => {
  for (const version of [14, 15, 16, 17, 18, 19]) await expect(check({ version })).resolves.toBeUndefined()
})

test('an older one is refused, and told which would do', async () => {
  await expect(check({ version: 13 })).rejects.toMatchObject({
    code: 'database-unusable',
    message: 'This is Postgres 13; 14 to 18 are supported. Upgrade it first.',
  })
})

test('[P4] a server that would acknowledge what is not on disk is refused', async () => {
  await expect(check({ fsync: 'off' })).rejects.toMatchObject({ code: 'database-unusable', message: /fsync = off/ })
  await expect(check({ commits: 'local' })).rejects.toMatchObject({ code: 'database-unusable', message: /synchronous_commit at local/ })
  await expect(check({ commits: 'remote_apply' })).resolves.toBeUndefined()
})

test('a stand-by is refused as something that may pass', async () => {
  await expect(check({ standby: true })).rejects.toMatchObject({ code: 'store-unavailable' })
})
