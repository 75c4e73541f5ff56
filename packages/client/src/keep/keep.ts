/**
 * Where a client keeps what must outlive the page: a visitor's secret, what is unsent, and for a week what was said. The port to storage; records are
 * structured-cloneable. Every method may reject at any time (refused, full, gone): the client then goes on in memory and says so.
 */
export interface Keep {
  /** Everything kept under a scope, by key. Creates nothing, not even an empty database: reading leaves no trace. */
  read(scope: string): Promise<Map<string, unknown>>
  /**
   * Puts records, and removes those whose value is undefined, in one transaction. `claim` is added in the same transaction
   * unless its key holds something already. Where it should stand already and does not, nothing is written at all.
   *
   * @returns what stands under the claim's key then
   */
  write(scope: string, records: Iterable<readonly [key: string, value: unknown]>, claim?: Claim): Promise<unknown>
  /** Removes everything under a scope. With `held`: only while its key still holds that value. */
  wipe(scope: string, held?: Claim): Promise<void>
  /** The same as `write`, at once, for a page that leaves and will not hear of it any more: the next `read` answers it too. */
  spill?(scope: string, records: Iterable<readonly [key: string, value: unknown]>, claim?: Claim): void
  /** Something was written that should last: asks the browser not to clear it when space is short, where that asks nobody anything. */
  persist?(): void
}

/** A key and the value one wants to stand there. */
export interface Claim {
  key: string
  value: unknown
  /** It was seen to stand: where it does no more, somebody has wiped it. */
  standing?: boolean
}
