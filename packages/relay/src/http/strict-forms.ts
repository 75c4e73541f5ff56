import type { FastifyInstance } from 'fastify'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { readFault } from '../gateway/read-fault.ts'
import { InvalidInput } from './send-failure.ts'

/**
 * Lets the routes of this scope check their input as the socket does: by the same compiled schemas, with nothing converted,
 * filled in or left out. Schemas of answers document and do not filter.
 */
export function useStrictForms(scope: FastifyInstance): void {
  scope.setValidatorCompiler<TSchema>(({ schema }) => {
    const form = Compile<TSchema>(schema)
    return (value: unknown) => (form.Check(value) ? { value } : { error: new InvalidInput(readFault(form.Errors(value))) })
  })
  scope.setSerializerCompiler(() => (answer: unknown) => JSON.stringify(answer))
}
