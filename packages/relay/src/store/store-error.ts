/** Why a store could not be opened, or could not do what was asked of it. */
export type StoreErrorCode =
  /** Another relay holds the database. */
  | 'database-in-use'
  /** The folder or file cannot be read, written, or trusted with what was promised of it. */
  | 'database-unusable'
  /** The database was brought up to date by a newer release than this one. */
  | 'database-newer'
  /** What it held was moved to another database; nothing is to be written here any more. */
  | 'database-moved'
  /** There is no database where one was expected. */
  | 'database-missing'
  /** What should be put in place is no backup of this program's, or is damaged. */
  | 'backup-unusable'
  /** A file would be written over. */
  | 'file-exists'
  /** The database to move into holds something already. */
  | 'database-not-empty'
  /** What was moved is not what stood; the move was taken back. */
  | 'move-differs'
  /** The database cannot write just now; the same may be asked again. */
  | 'store-unavailable'
  /** The store was closed. */
  | 'store-closed'

/**
 * What a store throws and rejects with, where a method answers no `Result`. Its message is one line that says what to do;
 * the cause is the database's own error.
 */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** The text of anything that was thrown. */
export function describeCause(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
