import type { IncomingMessage } from 'node:http'
import { failure, success, type Id, type Result } from '@firsthand/protocol'
import type { Directory, Member } from '../directory/directory.ts'
import type { AuthenticateMember, MemberProof } from './authenticate-member.ts'
import type { MemberCaller } from './caller.ts'
import { checkOrigin } from './check-origin.ts'

/** A request shown to be a member's. */
export interface MemberAccess {
  caller: MemberCaller
  member: Member
  proof: MemberProof
}

/**
 * The one door for members, on the socket and over HTTP: the request comes from the relay's own origin or from no browser at all,
 * and whoever signs members in knows it.
 */
export async function checkMember(
  request: IncomingMessage,
  device: Id,
  parts: { authenticateMember: AuthenticateMember; directory: Directory; ownOrigin: () => string },
): Promise<Result<MemberAccess>> {
  if (!checkOrigin(request.headers, (origin) => origin === parts.ownOrigin())) return failure('origin-refused')
  const proof = await parts.authenticateMember(request)
  const member = proof === null ? undefined : parts.directory.findMember(proof.handle)
  if (!proof || !member) return failure('session-required')
  return success({
    caller: { as: 'member', person: member.id, handle: member.handle, session: proof.session ?? null, expiresAt: proof.expiresAt, device },
    member,
    proof,
  })
}
