import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { inject, onTestFinished } from 'vitest'
import { POSTGRES_VERSION } from './find-postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test asks for the Postgres that all tests of a run share. */
    postgresOffice: string
  }
}

/**
 * Makes an empty database for one test, on the Postgres that all tests of a run share, and answers its address. It is gone after the test, and whoever
 * still has a connection to it loses that. What a test does to the server it does to one of its own (`startTestPostgres`).
 */
export async function createTestDatabase(version: number = POSTGRES_VERSION): Promise<string> {
  const answer = await fetch(`${inject('postgresOffice')}/${version}`)
  const said = await answer.text()
  if (!answer.ok) throw new Error(said)
  const address = (database: string): string => `postgres://postgres@127.0.0.1:${said}/${database}`
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const tell = async (text: string): Promise<void> => {
    const client = new Client({ connectionString: address('postgres') })
    await client.connect()
    await client.query(text)
    await client.end()
  }
  await tell(`create database ${name}`)
  onTestFinished(() => tell(`drop database if exists ${name} with (force)`))
  return address(name)
}
