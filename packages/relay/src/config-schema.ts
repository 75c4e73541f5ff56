import { Type } from 'typebox'

const exact = { additionalProperties: false } as const
const Line = Type.String({ minLength: 1, maxLength: 200 })
const Address = Type.String({ minLength: 1, maxLength: 2048 })
const Port = Type.Integer({ minimum: 0, maximum: 65_535 })
const Span = Type.Integer({ minimum: 1 })

const OtherWay = Type.Union([
  Type.Object({ kind: Type.Literal('mail'), address: Line }, exact),
  Type.Object({ kind: Type.Literal('link'), url: Address, label: Line }, exact),
])

const Member = Type.Object(
  {
    handle: Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{0,63}$' }),
    name: Line,
    title: Type.Optional(Line),
    face: Type.Optional(Address),
  },
  exact,
)

const SubjectEntry = Type.Object(
  {
    key: Type.String({ pattern: '^[^@\\s][^\\s]{0,199}$' }),
    kind: Line,
    title: Line,
    url: Address,
    aliases: Type.Optional(Type.Array(Address)),
    patterns: Type.Optional(Type.Array(Address)),
    owner: Line,
    why: Type.Optional(Line),
  },
  exact,
)

const Site = Type.Object(
  {
    key: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' }),
    name: Line,
    origins: Type.Array(Address, { minItems: 1 }),
    accent: Type.Optional(Type.String({ pattern: '^#[0-9a-fA-F]{6}$' })),
    privacyUrl: Type.Optional(Address),
    otherWays: Type.Optional(Type.Array(OtherWay)),
    fallback: Line,
    subjects: Type.Array(SubjectEntry),
  },
  exact,
)

/** The form of a whole `RelayConfig`; that its parts agree with each other is checked beside it. */
export const ConfigSchema = Type.Object(
  {
    host: Line,
    port: Port,
    publicUrl: Type.Optional(Address),
    dataFolder: Type.String({ minLength: 1 }),
    database: Type.Optional(Address),
    redis: Type.Optional(Address),
    metrics: Type.Optional(Type.Object({ host: Type.Optional(Line), port: Port }, exact)),
    trustProxy: Type.Union([Type.Literal(false), Type.Integer({ minimum: 1 }), Type.Array(Line, { minItems: 1 })]),
    polling: Type.Boolean(),
    logLevel: Type.Union(['silent', 'error', 'warn', 'info', 'debug'].map((level) => Type.Literal(level))),
    limits: Type.Object(
      {
        commands: Type.Optional(Span),
        commandWindowMs: Type.Optional(Span),
        helloWithinMs: Type.Optional(Span),
        typingMs: Type.Optional(Span),
        hereMs: Type.Optional(Span),
      },
      exact,
    ),
    members: Type.Array(Member),
    sites: Type.Array(Site),
  },
  exact,
)
