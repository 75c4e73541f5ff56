import type { IncomingMessage } from 'node:http'
import { failure, success, type HandshakeAuth, type Result } from '@firsthand/protocol'
import { Type } from 'typebox'
import type { AuthenticateMember } from '../access/authenticate-member.ts'
import type { Caller } from '../access/caller.ts'
import { checkOrigin } from '../access/check-origin.ts'
import { hashCredential, personOfCredential } from '../access/credential.ts'
import { checkMember } from '../access/member-access.ts'
import type { Directory } from '../directory/directory.ts'
import type { Store } from '../store/store.ts'
import { compileAs } from './compile-as.ts'
import { createText, exact, Id, Secret } from './forms.ts'
import { readFault } from './read-fault.ts'
import { describeVersions, WIRE_VERSIONS } from './wire-versions.ts'

/** What Socket.IO's `auth` must be. */
const HandshakeForm = Type.Union([
  Type.Object({ protocol: Type.Integer(), as: Type.Literal('visitor'), site: createText(100, 1), secret: Secret, device: Id }, exact),
  Type.Object({ protocol: Type.Integer(), as: Type.Literal('member'), device: Id }, exact),
])

/** What the handshake works on. */
export interface HandshakeParts {
  store: Pick<Store, 'readCredential'>
  directory: Directory
  authenticateMember: AuthenticateMember
  /** The origin of the relay itself, as browsers write it. */
  ownOrigin: () => string
}

/** Proves who opens a connection by Socket.IO's `auth` and the request, or says why not. */
export type Authenticate = (auth: unknown, request: IncomingMessage) => Promise<Result<Caller>>

const form = compileAs<HandshakeAuth>()(HandshakeForm)

/** Proves who opens a connection, or says why not. Every reconnect comes through here afresh. */
export async function authenticate(auth: unknown, request: IncomingMessage, parts: HandshakeParts): Promise<Result<Caller>> {
  const protocol: unknown = typeof auth === 'object' && auth !== null ? Reflect.get(auth, 'protocol') : undefined
  if (typeof protocol === 'number' && Number.isInteger(protocol) && !WIRE_VERSIONS.has(protocol))
    return failure('protocol-unsupported', { message: describeVersions(protocol) })
  if (!form.Check(auth)) return failure('handshake-invalid', { at: readFault(form.Errors(auth)) })
  if (auth.as === 'visitor') return authenticateVisitor(auth, request, parts)
  const member = await checkMember(request, auth.device, parts)
  return member.ok ? success(member.value.caller) : member
}

async function authenticateVisitor(
  { site: key, secret, device }: HandshakeAuth & { as: 'visitor' },
  request: IncomingMessage,
  { store, directory, ownOrigin }: HandshakeParts,
): Promise<Result<Caller>> {
  const site = directory.findSite(key)
  if (!site) return failure('site-unknown')
  if (!checkOrigin(request.headers, (origin) => site.origins.has(origin) || origin === ownOrigin())) return failure('origin-refused')
  const credentialHash = hashCredential(key, secret)
  const credential = await store.readCredential(credentialHash)
  if (credential?.revoked) return failure('credential-revoked')
  const person = credential?.person ?? personOfCredential(credentialHash)
  return success({ as: 'visitor', person, site: key, credentialHash, device })
}
