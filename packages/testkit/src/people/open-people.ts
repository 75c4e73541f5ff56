import { createSocketIoConnector } from '@firsthand/client'
import { memberId, type RelayConfigInput } from '@firsthand/relay'
import type { TestRelay } from '../relay/start-test-relay.ts'
import { openPerson, type HeadlessPerson } from './headless-person.ts'
import type { PageStorage } from './page-storage.ts'

/** The site that headless people meet on. */
export const PEOPLE_ORIGIN = 'https://people.example'

/** Where a page of this owner's is. */
export const ownersPage = (owner: number): { subject: string; url: string } => ({
  subject: `subject-${owner}`,
  url: `${PEOPLE_ORIGIN}/${owner}`,
})

/** A relay's configuration for so many owners, each with a subject of their own. Its pace is opened wide: a load is no visitor. */
export function peopleConfig(owners: number): RelayConfigInput {
  const every = Array.from({ length: owners }, (_, at) => at)
  return {
    members: every.map((at) => ({ handle: `owner-${at}`, name: `Owner ${at}` })),
    sites: [
      {
        key: 'people',
        name: 'People',
        origins: [PEOPLE_ORIGIN],
        fallback: 'owner-0',
        subjects: every.map((at) => ({
          key: `subject-${at}`,
          kind: 'document',
          title: `Page ${at}`,
          url: ownersPage(at).url,
          owner: `owner-${at}`,
        })),
      },
    ],
    limits: { commands: 1_000_000 },
  }
}

/** How somebody reaches a relay. */
export interface Way {
  /** Such as a proxy's port; left out, the relay's own. */
  port?: number
  storage?: PageStorage
  random?: () => number
}

/** A visitor of the site. */
export function openVisitor(relay: Pick<TestRelay, 'port'>, name: string, { port = relay.port, ...rest }: Way = {}): HeadlessPerson {
  const address = `http://127.0.0.1:${port}`
  const connector = createSocketIoConnector(address, { headers: { origin: PEOPLE_ORIGIN } })
  return openPerson({ name, relay: address, identity: { as: 'visitor', site: 'people' }, connector, ...rest })
}

/** An owner, signed in. */
export async function openOwner(
  relay: Pick<TestRelay, 'url' | 'port' | 'createSignInLink'>,
  owner: number,
  { port = relay.port, ...rest }: Way = {},
): Promise<HeadlessPerson> {
  const handle = `owner-${owner}`
  const cookie = await signIn(relay, handle)
  const address = `http://127.0.0.1:${port}`
  const connector = createSocketIoConnector(address, { headers: { cookie, origin: relay.url } })
  return openPerson({ name: `owner ${owner}`, relay: address, identity: { as: 'member', person: memberId(handle) }, connector, ...rest })
}

/** Exchanges a sign-in link for the cookie of a session. */
export async function signIn(relay: Pick<TestRelay, 'url' | 'port' | 'createSignInLink'>, handle: string): Promise<string> {
  const token = (await relay.createSignInLink(handle)).split('=').at(-1)
  const answer = await fetch(`http://127.0.0.1:${relay.port}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
  if (!cookie) throw new Error(`${handle} could not sign in: ${answer.status} ${await answer.text()}`)
  return cookie
}
