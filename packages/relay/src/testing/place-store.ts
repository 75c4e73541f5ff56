import { createTestDatabase } from '@firsthand/testkit/postgres'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { RelayConfigInput } from '../config.ts'

/** The databases a relay can stand on. Whatever is promised on the wire is promised on both. */
export const DATABASES = ['SQLite', 'Postgres'] as const

/** The part of a configuration that names an empty database of one kind, which is gone after the test. */
export async function placeStore(database: (typeof DATABASES)[number]): Promise<Pick<RelayConfigInput, 'dataFolder' | 'database'>> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'firsthand-wire-'))
  onTestFinished(() => rmSync(dataFolder, { recursive: true, force: true }))
  return database === 'SQLite' ? { dataFolder } : { dataFolder, database: await createTestDatabase() }
}
