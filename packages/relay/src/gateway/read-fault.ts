interface SchemaError {
  keyword: string
  instancePath: string
  params: object
}

/** Where a value is wrong, as a JSON pointer: of several faults the deepest that leads through a form the value tried to have. */
export function readFault(errors: readonly SchemaError[]): string {
  const pointers = errors.filter((error) => error.keyword !== 'anyOf' && error.keyword !== 'additionalProperties').map(toPointer)
  const first = pointers[0] ?? ''
  return pointers.reduce((deepest, pointer) => (pointer.startsWith(`${deepest}/`) ? pointer : deepest), first)
}

function toPointer(error: SchemaError): string {
  if (error.keyword !== 'required') return error.instancePath
  const [missing] = (error.params as { requiredProperties: string[] }).requiredProperties
  return `${error.instancePath}/${missing ?? ''}`
}
