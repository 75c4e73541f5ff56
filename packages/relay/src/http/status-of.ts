import type { FailureCode } from '@firsthand/protocol'

/** The HTTP status that goes with a failure; what is not listed never leaves by HTTP, and would be 400. */
const STATUS: Partial<Record<FailureCode, number>> = {
  'origin-refused': 403,
  'session-required': 401,
  'not-allowed': 403,
  'site-unknown': 404,
  'subject-not-found': 404,
  'link-invalid': 401,
  'not-found': 404,
  'content-type-refused': 415,
  'rate-limited': 429,
  'store-unavailable': 503,
  draining: 503,
  internal: 500,
}

/** The HTTP status of a failure. */
export function statusOf(code: FailureCode): number {
  return STATUS[code] ?? 400
}
