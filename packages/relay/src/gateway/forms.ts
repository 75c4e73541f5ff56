import { isId, isSecret, LIMITS } from '@firsthand/protocol'
import { Type } from 'typebox'

/** Objects take the properties they declare and no other. */
export const exact = { additionalProperties: false } as const

/** An id in the one form the wire allows. */
export const Id = Type.Refine(Type.String({ format: 'uuid' }), isId, () => 'must be a lower-case UUID')

/** A visitor's secret. */
export const Secret = Type.Refine(Type.String(), isSecret, () => 'must be 43 characters of base64url')

/** Text of at most so many UTF-16 code units; the bound JSON Schema knows counts code points, so this one is checked apart. */
export function createText(max: number, min = 0): Type.TString {
  return Type.Refine(
    Type.String({ minLength: min }),
    (text) => text.length <= max,
    () => `must not be longer than ${max}`,
  )
}

/** A place in a log: 0 is before the first entry. */
export const Seq = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })

/** A cursor of one log. */
export const Cursor = Type.Object({ conversation: Id, epoch: createText(64, 1), seq: Seq, cid: Type.Union([Id, Type.Null()]) }, exact)

/** A page and its title. */
export const PageForm = Type.Object({ url: createText(LIMITS.url, 1), title: createText(LIMITS.pageTitle) }, exact)

/** Which page asks. */
export const SubjectQueryForm = Type.Object(
  { subject: Type.Optional(createText(LIMITS.subjectKey, 1)), url: createText(LIMITS.url, 1) },
  exact,
)
