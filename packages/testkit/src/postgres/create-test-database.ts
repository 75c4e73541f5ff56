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

/** Fills an empty database with what many tests begin with. */
type Prepare = (address: string) => Promise<void>

interface Office {
  tell(text: string): Promise<unknown>
  address(database: string): string
  /** Databases to copy, by who prepared them. */
  prepared: Map<Prepare, Promise<string>>
}

const offices = new Map<number, Promise<Office>>()

/**
 * Makes a database for one test, on the Postgres that all tests of a run share, and answers its address: an empty one, or a copy of what
 * `prepare` makes once for all tests of a file. It is gone after the test, and whoever still has a connection to it loses that. What a test does to
 * the server it does to one of its own (`startTestPostgres`).
 */
export async function createTestDatabase(version: number = POSTGRES_VERSION, prepare?: Prepare): Promise<string> {
  const office = offices.get(version) ?? findOffice(version)
  offices.set(version, office)
  const { tell, address, prepared } = await office
  const template = prepare && (prepared.get(prepare) ?? makeTemplate(await office, prepare))
  if (prepare && template) prepared.set(prepare, template)
  const name = makeName()
  await tell(`create database ${name}${template ? ` template ${await template}` : ''}`)
  onTestFinished(async () => void (await tell(`drop database if exists ${name} with (force)`)))
  return address(name)
}

async function findOffice(version: number): Promise<Office> {
  const answer = await fetch(`${inject('postgresOffice')}/${version}`)
  const said = await answer.text()
  if (!answer.ok) throw new Error(said)
  const address = (database: string): string => `postgres://postgres@127.0.0.1:${said}/${database}`
  const client = new Client({ connectionString: address('postgres') })
  await client.connect()
  // It serves every test of this worker, and keeps none of them from ending.
  client.on('error', () => undefined)
  // Its types do not know it.
  ;(client as unknown as { unref(): void }).unref()
  return { address, tell: (text) => client.query(text), prepared: new Map() }
}

async function makeTemplate({ tell, address }: Office, prepare: Prepare): Promise<string> {
  const name = makeName()
  await tell(`create database ${name}`)
  await prepare(address(name))
  return name
}

function makeName(): string {
  return `test_${randomUUID().replaceAll('-', '')}`
}
