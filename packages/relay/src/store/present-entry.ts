import type { ClientId, ConversationId, Entry, EntryBodies, EntryType, PersonId } from '@firsthand/protocol'

/** An entry as the log holds it. */
export interface LoggedEntry {
  conversation: ConversationId
  seq: number
  cid: ClientId
  author: PersonId
  at: number
  type: EntryType
  /** The seq of the entry it amends, or null. */
  amends: number | null
  /** Null once erased. */
  body: EntryBodies[EntryType] | null
}

/**
 * An entry as it leaves the relay: with the newest amendment of its message applied, so that no old text does (P14).
 *
 * @param newest the newest entry that amends this one or, where this one amends itself, that amends the same message
 */
export function presentEntry(entry: LoggedEntry, newest: Pick<LoggedEntry, 'seq' | 'type' | 'at' | 'body'> | null): Entry {
  const { conversation, seq, cid, author, at, type, amends, body } = entry
  const shown = { conversation, seq, cid, author, at, type, body }
  if (entry.type === 'message-edited') {
    const superseded = newest !== null && newest.seq > entry.seq
    return { ...shown, body: superseded || entry.body === null ? { target: amends, text: null } : entry.body } as Entry
  }
  if (newest === null || amends !== null || !isAmendment(newest.type)) return shown as Entry
  return {
    ...shown,
    body: newest.type === 'message-edited' && newest.body !== null ? { text: (newest.body as { text: string | null }).text } : null,
    amendment: { seq: newest.seq, type: newest.type, at: newest.at },
  } as Entry
}

function isAmendment(type: EntryType): type is 'message-edited' | 'message-deleted' {
  return type === 'message-edited' || type === 'message-deleted'
}
