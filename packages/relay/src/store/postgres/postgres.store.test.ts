import { createTestDatabase } from '@firsthand/testkit/postgres'
import { onTestFinished } from 'vitest'
import { describeStore } from '../store.contract.ts'
import { openPostgresStore } from './open-postgres-store.ts'

describeStore('Postgres', async (options) => {
  const store = await openPostgresStore({ database: await createTestDatabase(), ...options })
  onTestFinished(() => store.close())
  return store
})
