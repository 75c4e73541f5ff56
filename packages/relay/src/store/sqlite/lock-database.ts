import { DatabaseSync } from 'node:sqlite'
import { describeCause, StoreError } from '../store-error.ts'
import { isBusy } from './sqlite-errors.ts'

/**
 * Takes a database file for this relay alone, and answers how to give it back.
 *
 * A transaction is held open on a small database beside it. The operating system drops the lock when the process ends, however it ends; the
 * database's own exclusive mode would shut the checkpoint thread out as well.
 */
export function lockDatabase(file: string): () => void {
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(`${file}.lock`, { timeout: 0 })
    lock.exec('begin exclusive')
  } catch (cause) {
    lock?.close()
    if (isBusy(cause)) {
      throw new StoreError(
        'database-in-use',
        `Another relay is using ${file}. Stop that one first, or give this one a data folder of its own.`,
        { cause },
      )
    }
    throw new StoreError('database-unusable', `The lock beside ${file} cannot be taken: ${describeCause(cause)}.`, { cause })
  }
  const held = lock
  return () => held.close()
}
