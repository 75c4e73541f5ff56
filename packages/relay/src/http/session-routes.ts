import { createFailure, createId, SESSION_PATH, type MemberSession, type SignIn } from '@firsthand/protocol'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { checkOrigin } from '../access/check-origin.ts'
import { checkMember } from '../access/member-access.ts'
import { SESSION_COOKIE, SESSION_SECONDS } from '../access/sessions.ts'
import type { Member } from '../directory/directory.ts'
import { createText, exact } from '../gateway/forms.ts'
import { FailureAnswer, SessionAnswer } from './answer-forms.ts'
import type { HttpParts } from './http-parts.ts'
import { sendFailure } from './send-failure.ts'

/** Sign-ins from one address: so many within a minute. */
const SIGN_INS = { points: 30, duration: 60 }

/** Begins, reads and ends a member's session. A page of another origin gets nothing from any of them. */
export function addSessionRoutes(scope: FastifyInstance, parts: HttpParts): void {
  const { ports, sessions, authenticateMember, ownOrigin } = parts
  const limiter = parts.cluster.createLimiter('sign-in', SIGN_INS)
  const isOwn = (request: FastifyRequest): boolean => checkOrigin(request.headers, (origin) => origin === ownOrigin())

  scope.post(
    SESSION_PATH,
    {
      schema: {
        summary: 'Exchange the token of a sign-in link for a session',
        body: Type.Object({ token: createText(200, 1) }, exact),
        response: {
          200: SessionAnswer,
          400: FailureAnswer,
          401: FailureAnswer,
          403: FailureAnswer,
          415: FailureAnswer,
          429: FailureAnswer,
        },
      },
    },
    async (request, reply) => {
      if (!isOwn(request)) return sendFailure(request, reply, createFailure('origin-refused'))
      const wait = await limiter.take(request.ip)
      if (wait !== null) return sendFailure(request, reply, createFailure('rate-limited', { retryAfterMs: wait }))
      const begun = await sessions.begin((request.body as SignIn).token)
      if (!begun) return sendFailure(request, reply, createFailure('link-invalid'))
      setCookie(reply, begun.token, SESSION_SECONDS)
      return sendSession(reply, begun.member, begun.expiresAt)
    },
  )

  scope.get(
    SESSION_PATH,
    { schema: { summary: 'Who is signed in', response: { 200: SessionAnswer, 401: FailureAnswer, 403: FailureAnswer } } },
    async (request, reply) => {
      const found = await checkMember(request.raw, createId(), { authenticateMember, directory: ports.directory, ownOrigin })
      if (!found.ok) return sendFailure(request, reply, found.failure)
      return sendSession(reply, found.value.member, found.value.proof.expiresAt)
    },
  )

  scope.delete(
    SESSION_PATH,
    { schema: { summary: 'End the session, and every connection that stands on it', response: { 204: Type.Null(), 403: FailureAnswer } } },
    async (request, reply) => {
      if (!isOwn(request)) return sendFailure(request, reply, createFailure('origin-refused'))
      const session = await sessions.end(request.raw)
      if (session !== null) ports.fanOut.endSession(session, createFailure('session-required'))
      setCookie(reply, '', 0)
      return reply.header('cache-control', 'no-store').code(204).send()
    },
  )

  function setCookie(reply: FastifyReply, token: string, seconds: number): void {
    const secure = ownOrigin().startsWith('https:') ? '; Secure' : ''
    void reply.header('set-cookie', `${SESSION_COOKIE}=${token}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure}`)
  }

  function sendSession(reply: FastifyReply, member: Member, expiresAt: number | null): FastifyReply {
    const { id, name, title, face } = member
    const session: MemberSession = {
      person: { id, kind: 'member', name, title, face: face?.path ?? null },
      expiresAt,
      subjects: ports.directory.subjectsOf(member),
    }
    return reply.header('cache-control', 'no-store').send(session)
  }
}
