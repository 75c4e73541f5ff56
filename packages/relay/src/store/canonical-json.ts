/**
 * JSON with the keys of every object in one order and `undefined` left out: two values are the same exactly where their texts are.
 * This is how a body is stored and how "the same cid with another body" is told.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const parts = Object.entries(value)
  if (parts.length > 1) parts.sort(byKey)
  let text = ''
  for (const [key, part] of parts) {
    if (part === undefined) continue
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(part)}`
  }
  return `{${text}}`
}

function byKey([one]: [string, unknown], [other]: [string, unknown]): number {
  return one < other ? -1 : 1
}
