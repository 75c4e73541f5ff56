/**
 * A type written out all the way down, with its intersections resolved, and each property as a pair of "may it be left out?" and
 * its own type: so that mutual assignability sees a missing optional property, which by itself it does not.
 */
export type Spelled<Type> = Type extends string | number | boolean | null | undefined
  ? Type
  : Type extends readonly (infer Item)[]
    ? Spelled<Item>[]
    : { [Key in keyof Type]-?: [optional: MayBeLeftOut<Type, Key>, value: Spelled<Exclude<Type[Key], undefined>>] }

type MayBeLeftOut<Type, Key extends keyof Type> = Partial<Pick<Type, Key>> extends Pick<Type, Key> ? true : false

type Assignable<One, Other> = [One] extends [Other] ? true : false

/** `true` where two types are the same, optional properties included, however each is written. */
export type Same<One, Other> = Assignable<Spelled<One>, Spelled<Other>> extends true ? Assignable<Spelled<Other>, Spelled<One>> : false
