import type { EntryType } from '@firsthand/protocol'
import { hash } from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'
import type { AppendRequest } from './store.ts'

/** What is kept of an entry to tell a retry from something else under the same cid (P2). */
export interface Asked {
  type: EntryType
  /** Canonical JSON as written; null once erased. */
  body: string | null
  /** Digest of what was asked for, where that is not just type and body; null else. */
  asked: string | null
}

/**
 * What to keep of a request beside the entry written for it. A message is its own evidence. Of what `decide` turned into something
 * else (an edit names its message by cid, its entry by seq) a digest is kept, until the erasure.
 */
export function digestAsked(request: AppendRequest, written: { type: EntryType; body: string }): string | null {
  const { type, amends, body } = request
  return amends === undefined && written.type === type && written.body === canonicalJson(body) ? null : digest(request)
}

/** Whether a request asks for what the entry under its cid was written for. After an erasure only the type is left to compare. */
export function isSameAsked(kept: Asked, request: AppendRequest): boolean {
  if (kept.body === null) return kept.type === request.type
  return kept.asked === digestAsked(request, { type: kept.type, body: kept.body })
}

function digest({ type, amends, body }: AppendRequest): string {
  return hash('sha256', canonicalJson([type, amends, body]), 'base64url')
}
