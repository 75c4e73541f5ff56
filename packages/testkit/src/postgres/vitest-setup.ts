import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { startTestPostgres, type TestPostgres } from './start-test-postgres.ts'

/**
 * One Postgres of each version for a whole test run, begun by the first test that asks for it and ended with the run: vitest's own process keeps
 * them, and the tests in their workers ask it over HTTP.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const servers = new Map<number, Promise<TestPostgres>>()
  const office = createServer((request, response) => {
    const version = Number(request.url!.slice(1))
    const server = servers.get(version) ?? startTestPostgres({ version })
    servers.set(version, server)
    server.then(
      (postgres) => response.end(`${postgres.port}`),
      (reason: Error) => response.writeHead(500).end(reason.message),
    )
  })
  office.listen(0, '127.0.0.1')
  await once(office, 'listening')
  project.provide('postgresOffice', `http://127.0.0.1:${(office.address() as AddressInfo).port}`)
  return async () => {
    office.closeAllConnections()
    office.close()
    for (const [server] of await Promise.all([...servers.values()].map((one) => Promise.allSettled([one])))) {
      if (server?.status === 'fulfilled') await server.value.close()
    }
  }
}
