import { createId, createSecret, SIGN_IN_FRAGMENT } from '@firsthand/protocol'
import type { RelayConfigInput } from '../config.ts'
import { createRelay, type Relay } from '../create-relay.ts'
import type { RelayOptions } from '../relay-options.ts'
import { createMemoryStore } from '../store/memory/memory-store.ts'
import { createLogWitness } from './log-witness.ts'
import { connect, type WireClient, type WireOptions } from './wire-client.ts'

/** A real relay on a free port, and clients that speak to it as strangers would: with Socket.IO and nothing of ours. */
export interface Wire {
  relay: Relay
  url: string
  /** Every line it logged. */
  log: string[]
  /** A visitor of site `acme` who said hello. */
  visitor(options?: WireOptions & { secret?: string; site?: string }): Promise<WireClient>
  /** A signed-in member who said hello; by a session of their own, unless given one. */
  member(handle: string, options?: WireOptions & { cookie?: string }): Promise<WireClient>
  /** A session's cookie, as a browser would send it. */
  signIn(handle: string): Promise<string>
  close(): Promise<void>
}

/** Two sites of different owners, and two members. */
export const WIRE_CONFIG = {
  host: '127.0.0.1',
  port: 0,
  logLevel: 'debug',
  members: [
    { handle: 'ada', name: 'Ada Lovelace', title: 'Maintains the engine' },
    { handle: 'grace', name: 'Grace Hopper' },
  ],
  sites: [
    {
      key: 'acme',
      name: 'Acme',
      origins: ['https://acme.example'],
      fallback: 'grace',
      subjects: [
        { key: 'engine', kind: 'product', title: 'The engine', url: 'https://acme.example/engine', owner: 'ada', why: 'built it' },
        { key: 'guide', kind: 'document', title: 'The guide', url: 'https://acme.example/guide', owner: 'grace' },
      ],
    },
    { key: 'globex', name: 'Globex', origins: ['https://globex.example'], fallback: 'grace', subjects: [] },
  ],
} as const

/** Starts a relay for one test, in memory unless a folder is named; what is given replaces the configuration's own fields. */
export async function startWire(options: Partial<Omit<RelayOptions, 'config'>> & { config?: RelayConfigInput } = {}): Promise<Wire> {
  const log: string[] = []
  const witness = createLogWitness()
  const relay = await createRelay({
    ...(options.config?.dataFolder === undefined && { store: createMemoryStore(options.clock ? { now: options.clock.now } : {}) }),
    ...options,
    config: { ...structuredClone(WIRE_CONFIG as unknown as RelayConfigInput), ...options.config },
    logTo: { write: (line) => void log.push(line) },
  })
  const url = await relay.listen()
  const clients: WireClient[] = []
  const keep = async (client: Promise<WireClient>): Promise<WireClient> => {
    const kept = await client
    clients.push(kept)
    return kept
  }
  const signIn = async (handle: string): Promise<string> => {
    const link = await relay.createSignInLink(handle)
    const token = link.split(`#${SIGN_IN_FRAGMENT}=`)[1]
    const answer = await fetch(`${url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    })
    const cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!
    witness.saw({ token, cookie })
    return cookie
  }
  return {
    relay,
    url,
    log,
    signIn,
    visitor: ({ secret = createSecret(), site = 'acme', ...more } = {}) =>
      keep(connect(url, { protocol: 1, as: 'visitor', site, secret, device: createId() }, { ...more, witness })),
    member: async (handle, { cookie, ...more } = {}) => {
      const headers = { ...more.headers, cookie: cookie ?? (await signIn(handle)) }
      return keep(connect(url, { protocol: 1, as: 'member', device: createId() }, { ...more, headers, witness }))
    },
    async close() {
      for (const client of clients) client.socket.disconnect()
      await relay.close()
      witness.check(log, options.config?.logLevel ?? WIRE_CONFIG.logLevel)
    },
  }
}
