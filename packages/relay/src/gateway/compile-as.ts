import type { Static, TSchema } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'
import type { Same } from './same-type.ts'

/** Compiles a schema for a type that is written by hand elsewhere; where the two differ it does not compile. */
export function compileAs<Expected>() {
  return <Schema extends TSchema>(
    schema: Schema & (Same<Static<Schema>, Expected> extends true ? unknown : { 'this schema is not the type it stands for': never }),
  ): Validator<{}, Schema> => Compile(schema)
}
