import { createTestDatabase, findPostgres, POSTGRES_VERSION } from '@firsthand/testkit/postgres'
import { describe, expect, onTestFinished, test } from 'vitest'
import { describeAppending } from '../contract/appending.ts'
import { describeFirstContact } from '../contract/first-contact.ts'
import { describeReceipts } from '../contract/receipts.ts'
import { openPostgresStore } from './open-postgres-store.ts'

test('the tests have a Postgres of their own version to run on', () => {
  expect(findPostgres().map(({ version }) => version)).toContain(POSTGRES_VERSION)
})

// What else stands on this machine gets a shorter pass: all that the functions in the database do.
for (const { version } of findPostgres().filter((one) => one.version !== POSTGRES_VERSION && one.version >= 14)) {
  const open = async (options: { now?: () => number; unreadCount?: number } = {}) => {
    const store = await openPostgresStore({ database: await createTestDatabase(version), ...options })
    onTestFinished(() => store.close())
    return store
  }
  describe(`the store on Postgres ${version}`, () => {
    describeAppending(open)
    describeFirstContact(open)
    describeReceipts(open)
  })
}
