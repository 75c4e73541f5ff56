import { Type } from 'typebox'
import { FAILURES } from '@firsthand/protocol'

const Nullable = (schema: Type.TSchema): Type.TSchema => Type.Union([schema, Type.Null()])
const Time = Type.Integer({ description: 'Milliseconds since 1970, by the relay’s clock.' })

/** How a failure looks over HTTP. */
export const FailureAnswer = Type.Object(
  {
    code: Type.Enum(Object.keys(FAILURES)),
    message: Type.String(),
    retryable: Type.Boolean(),
    retryAfterMs: Type.Optional(Type.Integer()),
    at: Type.Optional(Type.String({ description: 'Where the input is wrong, as a JSON pointer.' })),
    request: Type.Optional(Type.String({ description: 'Names this failure in the relay’s log.' })),
  },
  { description: 'A refusal, by its code; docs/ERRORS.md explains each.' },
)

const PersonAnswer = Type.Object({
  id: Type.String({ format: 'uuid' }),
  kind: Type.Enum(['anonymous', 'verified', 'member']),
  name: Nullable(Type.String()),
  title: Nullable(Type.String()),
  face: Nullable(Type.String()),
})

const SubjectAnswer = Type.Object({ key: Type.String(), kind: Type.String(), title: Type.String(), url: Type.String() })

/** Who is signed in. */
export const SessionAnswer = Type.Object({ person: PersonAnswer, expiresAt: Nullable(Time), subjects: Type.Array(SubjectAnswer) })

/** A subject and who is responsible for it. */
export const CardAnswer = Type.Object({
  site: Type.Object({
    key: Type.String(),
    name: Type.String(),
    accent: Nullable(Type.String()),
    privacyUrl: Nullable(Type.String()),
    otherWays: Type.Array(
      Type.Union([
        Type.Object({ kind: Type.Literal('mail'), address: Type.String() }),
        Type.Object({ kind: Type.Literal('link'), url: Type.String(), label: Type.String() }),
      ]),
    ),
  }),
  subject: SubjectAnswer,
  rule: Type.Enum(['key', 'canonical-url', 'pattern', 'fallback']),
  owner: Type.Object({ ...PersonAnswer.properties, why: Nullable(Type.String()), faceData: Nullable(Type.String()) }),
  availability: Type.Object({
    hereUntil: Nullable(Time),
    answers: Nullable(Type.Object({ medianMs: Type.Integer(), of: Type.Integer() })),
  }),
  at: Time,
})
