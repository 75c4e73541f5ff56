import type { ConversationId } from '@firsthand/protocol'
import type { DatabaseSync } from 'node:sqlite'

/**
 * Where the entries of each conversation stand: (conversation, seq) → `entry.no`.
 *
 * An entry is appended to `entry`, which stands in the order of writing, and is found there by its cid at once. Its place is kept later,
 * together with those of many others: a hundred conversations that talk would otherwise dirty a page each in every commit. The places of the
 * newest entries are derived from them, so nothing is lost with them; whoever reads by place asks for {@link EntryPlaces.settle} before.
 */
export interface EntryPlaces {
  /** An entry was written; its place is not kept yet. Inside a transaction. */
  written(conversation: ConversationId): void
  /** Keeps the places of all that was written. Inside a transaction. */
  settle(): void
  /** Whether entries were written, to one of these conversations or to any, whose places are not kept yet. */
  isBehind(conversations?: readonly ConversationId[]): boolean
  /** The `entry.no` up to which all places are kept. */
  readonly placed: number
  /** Reads again how far they are kept: the work that kept them was rolled back. */
  reload(): void
}

/** So many entries wait for their places at most; keeping them takes a commit two milliseconds longer, now and then. */
const WAITING = 2_000

/**
 * Prepares {@link EntryPlaces}.
 *
 * From here on `entry` in a read of this connection is a view of the entries by their places, with the columns that the shared reads know;
 * `main.entry` is the table.
 */
export function createEntryPlaces(db: DatabaseSync): EntryPlaces {
  const columns = ['cid', 'at', 'last_message', 'asked', 'body']
  // One column, one subquery: SQLite cannot look through a join inside an outer join, and would build the whole view for each read.
  const looked = columns.map((column) => `(select ${column} from main.entry where no = p.entry_no) as ${column}`)
  db.exec(`
    create temp view if not exists entry as
    select p.conversation_no, p.seq, p.author_no, p.type, p.amends, ${looked.join(', ')} from main.entry_place p`)
  const place = db.prepare(`
    insert into entry_place (conversation_no, seq, author_no, type, amends, entry_no)
    select conversation_no, seq, author_no, type, amends, no from main.entry where no > ? order by conversation_no, seq`)
  const save = db.prepare("update meta set value = ? where name = 'placed'")
  const read = db.prepare(`
    select cast(value as integer) as placed, coalesce((select max(no) from main.entry), 0) as newest from meta where name = 'placed'`)
  const findWaiting = db.prepare('select distinct c.id from main.entry e join conversation c on c.no = e.conversation_no where e.no > ?')
  const waiting = new Set<ConversationId>()
  let placed = 0
  let count = 0

  const settle = (): void => {
    if (count === 0) return
    place.run(placed)
    placed = (read.get() as { newest: number }).newest
    save.run(String(placed))
    waiting.clear()
    count = 0
  }

  const reload = (): void => {
    const found = read.get() as { placed: number; newest: number }
    placed = found.placed
    count = found.newest - placed
    waiting.clear()
    for (const { id } of findWaiting.all(placed) as { id: ConversationId }[]) waiting.add(id)
  }

  reload()
  return {
    written(conversation) {
      waiting.add(conversation)
      count += 1
      if (count >= WAITING) settle()
    },
    settle,
    isBehind: (conversations) => count > 0 && (conversations?.some((one) => waiting.has(one)) ?? true),
    get placed() {
      return placed
    },
    reload,
  }
}
