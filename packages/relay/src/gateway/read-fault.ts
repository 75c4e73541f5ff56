interface SchemaError {
  keyword: string
  schemaPath: string
  instancePath: string
  params: object
}

/**
 * Where a value is wrong, as a JSON pointer. Where it could have had one of several forms, what counts is the form it tried to have;
 * of several faults in that, the deepest below the first.
 */
export function readFault(errors: readonly SchemaError[]): string {
  const pointers = errors
    .filter(({ keyword }) => keyword === 'anyOf')
    .reduce(keepNearestForm, errors)
    .filter(({ keyword }) => keyword !== 'anyOf' && keyword !== 'additionalProperties')
    .map(toPointer)
  const first = pointers[0] ?? ''
  return pointers.reduce((deepest, pointer) => (pointer.startsWith(`${deepest}/`) ? pointer : deepest), first)
}

/** Of the faults that a value has in each form of a union, keeps those in the form it is nearest to. */
function keepNearestForm(errors: readonly SchemaError[], union: SchemaError): readonly SchemaError[] {
  const forms = new Map<string, SchemaError[]>()
  for (const error of errors) {
    const form = readForm(error, union)
    if (form !== undefined) forms.set(form, [...(forms.get(form) ?? []), error])
  }
  const [nearest] = [...forms.values()].toSorted((one, other) => measureDistance(one, union) - measureDistance(other, union))
  if (!nearest) return errors
  // Not even its own mark fits: that mark is what is wrong, whatever else is missing.
  const marks = nearest.filter((error) => isMark(error, union))
  const kept = new Set(marks.length > 0 ? marks : nearest)
  return errors.filter((error) => kept.has(error) || readForm(error, union) === undefined)
}

/** Which form of the union a fault is in; undefined where it is elsewhere. */
function readForm({ schemaPath, instancePath }: SchemaError, union: SchemaError): string | undefined {
  const within = `${union.schemaPath}/anyOf/`
  const at = union.instancePath
  if (!schemaPath.startsWith(within) || !(instancePath === at || instancePath.startsWith(`${at}/`))) return undefined
  return schemaPath.slice(within.length).split('/', 1)[0]
}

/** A mark such as `as: 'member'` tells forms apart before their properties do, and those that are there before those that are wrong. */
function measureDistance(form: readonly SchemaError[], union: SchemaError): number {
  if (form.some((error) => isMark(error, union))) return 2
  return form.some(({ keyword, instancePath }) => keyword === 'required' && instancePath === union.instancePath) ? 1 : 0
}

function isMark({ keyword, instancePath }: SchemaError, union: SchemaError): boolean {
  return keyword === 'const' && instancePath.slice(0, instancePath.lastIndexOf('/')) === union.instancePath
}

function toPointer(error: SchemaError): string {
  if (error.keyword !== 'required') return error.instancePath
  const [missing] = (error.params as { requiredProperties: string[] }).requiredProperties
  return `${error.instancePath}/${missing ?? ''}`
}
