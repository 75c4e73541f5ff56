import type { DatabaseSync } from 'node:sqlite'
import { describeCause, StoreError } from '../store-error.ts'

/**
 * Makes sure that a file that is no longer written to is a whole database of this program's.
 *
 * @throws StoreError `backup-unusable`
 */
export function checkCopy(db: DatabaseSync, file: string): void {
  try {
    const faults = db
      .prepare('pragma integrity_check(1)')
      .all()
      .map((row) => String(Object.values(row)[0]))
    if (faults[0] !== 'ok') throw new Error(faults[0])
    const orphan = db.prepare('pragma foreign_key_check').get()
    if (orphan) throw new Error(`a row of ${String(orphan['table'])} names what does not stand`)
    const tables = db
      .prepare("select count(*) as found from sqlite_schema where type = 'table' and name in ('meta', 'conversation', 'entry')")
      .get()
    if (tables?.['found'] !== 3) throw new Error('it has none of the tables of a relay')
  } catch (cause) {
    throw new StoreError('backup-unusable', `${file} is no whole database of a relay: ${describeCause(cause)}.`, { cause })
  }
}
