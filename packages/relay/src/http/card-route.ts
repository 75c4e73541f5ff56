import { CARD_PATH, failure, LIMITS, type Result, type SubjectCard } from '@firsthand/protocol'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { Type, type Static } from 'typebox'
import { canSee } from '../access/can-see.ts'
import { checkOrigin } from '../access/check-origin.ts'
import { createText, exact } from '../gateway/forms.ts'
import { readCard } from '../presence/read-card.ts'
import { CardAnswer, FailureAnswer } from './answer-forms.ts'
import { sendCompressed } from './send-compressed.ts'
import { sendFailure } from './send-failure.ts'
import type { HttpParts } from './http-parts.ts'

/** A card is cached so long at most, and never longer than the sign of presence in it holds. */
const FRESH_SECONDS = 60

const Query = Type.Object(
  {
    site: createText(100, 1),
    url: createText(LIMITS.url, 1),
    subject: Type.Optional(createText(LIMITS.subjectKey, 1)),
  },
  exact,
)

/** `GET /v1/card`: what a launcher shows of a page, for the pages of the site alone. */
export function addCardRoute(scope: FastifyInstance, { ports, ownOrigin }: HttpParts): void {
  scope.get(
    CARD_PATH,
    {
      schema: {
        summary: 'The subject of a page and the person responsible for it',
        querystring: Query,
        response: { 200: CardAnswer, 400: FailureAnswer, 403: FailureAnswer, 404: FailureAnswer },
      },
      // Failures carry nothing of the site, and the loader must be able to say what is set up wrong.
      onRequest: (_, reply, done) => {
        allowReading(reply, '*')
        done()
      },
    },
    async (request, reply) => {
      const { origin } = request.headers
      const card = await findCard(request.query as Static<typeof Query>, (origins) =>
        checkOrigin(request.headers, (from) => origins.has(from) || from === ownOrigin()),
      )
      if (!card.ok) return sendFailure(request, reply, card.failure)
      if (origin !== undefined) allowReading(reply, origin)
      void reply.header('cache-control', `public, max-age=${readFreshness(card.value)}`)
      return sendCompressed(request, reply, card.value)
    },
  )

  async function findCard(
    { site: key, ...query }: Static<typeof Query>,
    mayRead: (origins: ReadonlySet<string>) => boolean,
  ): Promise<Result<SubjectCard>> {
    const site = ports.directory.findSite(key)
    if (!site) return failure('site-unknown', { at: '/site' })
    const viewer = { as: 'page', site: mayRead(site.origins) ? key : null } as const
    if (!canSee(viewer, { is: 'card', site: key })) return failure('origin-refused')
    return readCard(ports, site, query)
  }
}

function allowReading(reply: FastifyReply, origin: string): void {
  void reply
    .header('access-control-allow-origin', origin)
    .header('access-control-expose-headers', 'date, age')
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('vary', 'origin, accept-encoding')
}

/** How many seconds a card may be kept. */
export function readFreshness({ at, availability: { hereUntil } }: Pick<SubjectCard, 'at' | 'availability'>): number {
  if (hereUntil === null) return FRESH_SECONDS
  return Math.max(0, Math.min(FRESH_SECONDS, Math.floor((hereUntil - at) / 1000)))
}
