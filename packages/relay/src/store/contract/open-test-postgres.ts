import { createTestDatabase } from '@firsthand/testkit/postgres'
import { Client } from 'pg'
import { onTestFinished } from 'vitest'
import { openPostgresStore } from '../postgres/open-postgres-store.ts'
import type { OpenStore } from './scene.ts'

/** Opens an empty Postgres store of its own for each test, on a server of that version; tables are made once for all of a file. */
export function openTestPostgres(version?: number): OpenStore {
  return async (options) => {
    const store = await openPostgresStore({ database: await createTestDatabase(version, makeTables), ...options })
    onTestFinished(() => store.close())
    return store
  }
}

/** Everything but what is a database's own. */
async function makeTables(database: string): Promise<void> {
  await (await openPostgresStore({ database })).close()
  const client = new Client({ connectionString: database })
  await client.connect()
  await client.query('delete from meta; alter sequence inbox_change restart')
  await client.end()
}
