// The relay as it ships, on SQLite or the database that is named, with every commit on disk before its ack. Its pace alone is opened wide: a load is no visitor.
import { createRelay } from '@firsthand/relay'
import { mkdtempSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { answerParent } from './answer-parent.ts'
import { MEMBER_HEADER, ORIGIN, pageOf, SITE } from './bench-site.ts'

const [folder = '', count = '100', database, redis] = process.argv.slice(2)
const every = Array.from({ length: Number(count) }, (_, at) => at)
const relay = await createRelay({
  config: {
    port: 0,
    dataFolder: mkdtempSync(join(folder, 'relay-')),
    ...(database !== undefined && { database }),
    ...(redis !== undefined && { redis }),
    logLevel: 'error',
    limits: { commands: 1_000_000_000 },
    members: every.map((at) => ({ handle: String(at), name: `Owner ${at}` })),
    sites: [
      {
        key: SITE,
        name: 'Bench',
        origins: [ORIGIN],
        fallback: '0',
        subjects: every.map((at) => ({ key: String(at), kind: 'document', title: `Page ${at}`, url: pageOf(at), owner: String(at) })),
      },
    ],
  },
  authenticateMember: ({ headers }) => {
    const handle = headers[MEMBER_HEADER]
    return Promise.resolve(typeof handle === 'string' ? { handle, expiresAt: null } : null)
  },
})
await relay.listen()
answerParent((relay.fastify.server.address() as AddressInfo).port)
