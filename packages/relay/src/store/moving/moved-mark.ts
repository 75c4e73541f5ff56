import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { syncFile, syncFolder } from '../keeping/sync-file.ts'
import { describeCause, StoreError } from '../store-error.ts'

/** Beside a database that was moved stands a file that says so, in words for whoever finds it. */
function markOf(file: string): string {
  return `${file}.moved`
}

/**
 * Marks a database as moved: no relay starts on it any more.
 *
 * @throws StoreError `database-unusable` where it cannot be marked
 */
export function markMoved(file: string, to: string, at: number): void {
  const text = `What ${file} held was moved to ${to} on ${new Date(at).toISOString()}.\nIt stands here as it was. To start a relay on it again: firsthand move --undo --from ${dirname(file)}\n`
  try {
    writeFileSync(markOf(file), text)
    syncFile(markOf(file))
    syncFolder(dirname(file))
  } catch (cause) {
    throw new StoreError('database-unusable', `Nothing was moved: ${markOf(file)} cannot be written: ${describeCause(cause)}.`, { cause })
  }
}

/** Takes the mark away; answers whether there was one. */
export function unmarkMoved(file: string): boolean {
  const standing = existsSync(markOf(file))
  rmSync(markOf(file), { force: true })
  return standing
}

/**
 * Refuses a database that was moved.
 *
 * @throws StoreError `database-moved`
 */
export function refuseMoved(file: string): void {
  if (!existsSync(markOf(file))) return
  throw new StoreError('database-moved', readFileSync(markOf(file), 'utf8').trim().replaceAll('\n', ' '))
}
