import { STAMP_GAPS } from '../restoring/stamp-gaps.ts'
import type { Schema } from '../sql/schema.ts'

/** A table whose rows move: its columns, and the key in whose order both databases list them. */
export interface MovedTable {
  name: Exclude<keyof Schema, 'meta'>
  key: readonly string[]
  columns: readonly string[]
}

type Columns<Name extends keyof Schema> = readonly (keyof Schema[Name] & string)[]

function define<Name extends Exclude<keyof Schema, 'meta'>>(name: Name, key: Columns<Name>, rest: Columns<Name>): MovedTable {
  return { name, key, columns: [...key, ...rest] }
}

/** Each after those it refers to. What one database alone has beside them follows from these. */
export const MOVED_TABLES: readonly MovedTable[] = [
  define('person', ['no'], ['id', 'kind', 'site', 'name', 'title', 'face', 'locale', 'appear_away', 'merged_into', 'created_at']),
  define('credential', ['hash'], ['person_no', 'created_at', 'revoked_at']),
  define('sign_in_link', ['hash'], ['person_no', 'expires_at']),
  define('session', ['hash'], ['person_no', 'expires_at']),
  define('subject', ['no'], ['site', 'key', 'kind', 'title', 'url']),
  define(
    'conversation',
    ['no'],
    ['id', 'kind', 'subject_no', 'status', 'audience', 'page_url', 'page_title', 'started_at', 'asked_at', 'replied_at', 'replied_by'],
  ),
  define('participant', ['conversation_no', 'person_no'], ['role', 'delivered', 'read', 'change']),
  define('entry', ['cid', 'conversation_no', 'author_no'], ['seq', 'at', 'type', 'amends', 'last_message', 'asked', 'body']),
]

/** Of `meta`, what belongs to the life of the data and not to the file it stood in. */
export function isMovedMeta(name: string): boolean {
  return name === 'epoch' || name === 'former-epochs' || name === STAMP_GAPS || name.startsWith('withheld ')
}
