/** A type with its intersections and mapped layers resolved all the way down, so that two ways to write the same can be compared. */
export type Flat<Type> = Type extends string | number | boolean | null | undefined
  ? Type
  : Type extends readonly (infer Item)[]
    ? Flat<Item>[]
    : { [Key in keyof Type]: Flat<Type[Key]> }

type Identical<One, Other> = (<Type>() => Type extends One ? 1 : 2) extends <Type>() => Type extends Other ? 1 : 2 ? true : false

/** `true` where two types are the same, optional keys included; mutual assignability would not see a missing optional key. */
export type Same<One, Other> = Identical<Flat<One>, Flat<Other>>
