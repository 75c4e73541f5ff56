/** An error `node:sqlite` threw: `errcode` is SQLite's extended result code, whose low byte is the primary one. */
export interface SqliteError extends Error {
  code: 'ERR_SQLITE_ERROR'
  errcode: number
}

/** https://sqlite.org/rescode.html: what the machine or another process did, rather than the statement. */
const OUTAGES: ReadonlySet<number> = new Set([
  5, // BUSY
  6, // LOCKED
  7, // NOMEM
  8, // READONLY
  10, // IOERR
  11, // CORRUPT
  13, // FULL
  14, // CANTOPEN
  15, // PROTOCOL
  22, // NOLFS
  26, // NOTADB
])

/** Whether it is an error of `node:sqlite`. */
export function isSqliteError(cause: unknown): cause is SqliteError {
  return cause instanceof Error && 'errcode' in cause && typeof cause.errcode === 'number'
}

/** Whether the database cannot do its work just now (full disk, failing disk, lock), so that the same may succeed later. */
export function isOutage(cause: unknown): boolean {
  return isSqliteError(cause) && OUTAGES.has(cause.errcode & 0xff)
}

/** Whether another connection holds the lock that was asked for. */
export function isBusy(cause: unknown): boolean {
  return isSqliteError(cause) && (cause.errcode & 0xff) === 5
}
