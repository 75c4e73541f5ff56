import type { Conversation, CursorMoved, Entry, PersonId } from '@firsthand/protocol'

/** Where the number of unread messages stops: "99+". */
const UNREAD_MOST = 100

/**
 * A listed conversation after its next entry. `stale` where the entry alone does not tell (a gap, or a deletion that may have
 * been the last or an unread one): the conversation has to be read anew.
 */
export function applyEntry(known: Conversation, entry: Entry, you: PersonId | null): Conversation | 'stale' {
  if (entry.seq <= known.head.seq) return known
  if (entry.seq > known.head.seq + 1 || entry.type === 'message-deleted') return 'stale'
  const next = { ...known, head: { ...known.head, seq: entry.seq, cid: entry.cid } }
  if (entry.type === 'message' && entry.body) {
    next.last = entry
    if (entry.author !== you) next.unread = Math.min(UNREAD_MOST, next.unread + 1)
  }
  if (entry.type === 'message-edited' && entry.body && known.last?.type === 'message' && known.last.seq === entry.body.target) {
    if (entry.body.text !== null) next.last = { ...known.last, body: { text: entry.body.text } }
  }
  if (entry.type === 'status-changed' && entry.body) next.status = entry.body.to
  if (entry.type === 'name-given' && entry.body) {
    const { name } = entry.body
    next.participants = next.participants.map((one) => (one.person.id === entry.author ? { ...one, person: { ...one.person, name } } : one))
  }
  return next
}

/** A listed conversation after somebody's cursors moved. They never go back [P15]; who has read to the head has nothing unread. */
export function applyCursors(known: Conversation, { person, delivered, read }: CursorMoved, you: PersonId | null): Conversation {
  return {
    ...known,
    unread: person === you && read >= known.head.seq ? 0 : known.unread,
    participants: known.participants.map((one) =>
      one.person.id === person ? { ...one, delivered: Math.max(one.delivered, delivered), read: Math.max(one.read, read) } : one,
    ),
  }
}

/** A conversation as it was read anew, unless what is known is newer; cursors keep the highest either knows. */
export function mergeConversation(known: Conversation | undefined, read: Conversation, you: PersonId | null): Conversation {
  if (known?.head.epoch !== read.head.epoch) return read
  const [newer, older] = read.head.seq < known.head.seq ? [known, read] : [read, known]
  return older.participants.reduce(
    (into, { person, ...cursors }) => applyCursors(into, { conversation: into.id, person: person.id, ...cursors }, you),
    newer,
  )
}
