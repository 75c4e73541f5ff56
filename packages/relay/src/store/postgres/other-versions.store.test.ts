import { findPostgres, POSTGRES_VERSION } from '@firsthand/testkit/postgres'
import { describe, expect, test } from 'vitest'
import { describeAppending } from '../contract/appending.ts'
import { describeFirstContact } from '../contract/first-contact.ts'
import { openTestPostgres } from '../contract/open-test-postgres.ts'
import { describeReceipts } from '../contract/receipts.ts'

test('the tests have a Postgres of their own version to run on', () => {
  expect(findPostgres().map(({ version }) => version)).toContain(POSTGRES_VERSION)
})

// What else stands on this machine gets a shorter pass: all that the functions in the database do.
for (const { version } of findPostgres().filter((one) => one.version !== POSTGRES_VERSION && one.version >= 14)) {
  const open = openTestPostgres(version)
  describe(`the store on Postgres ${version}`, () => {
    describeAppending(open)
    describeFirstContact(open)
    describeReceipts(open)
  })
}
