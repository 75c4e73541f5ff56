import type { DatabaseSync } from 'node:sqlite'
import { noMetrics, type StoreMetrics } from '../../operations/metrics.ts'
import { describeCause, StoreError } from '../store-error.ts'
import { isOutage } from './sqlite-errors.ts'

/** What the writes of one batch share. */
export interface GroupCommit {
  /**
   * Does some work inside the next transaction and resolves with its answer once that is on disk. Work is synchronous and may be done
   * twice: when it throws, everything is rolled back and the batch is done again without it. Rejects with `store-unavailable` where
   * the database cannot write; where `refuse` is given, resolves with what that makes of it.
   */
  run<Value>(work: (at: number) => Value, refuse?: (cause: StoreError) => Value): Promise<Value>
  /**
   * Where the database cannot write just now: does some work that is read on this connection until the next commit is tried, and then undone.
   */
  preview(work: () => void): void
  /** Commits what waits, and takes nothing more. */
  close(): void
}

interface Job {
  work: (at: number) => unknown
  resolve: (value: unknown) => void
  reject: (cause: unknown) => void
  refuse: ((cause: StoreError) => unknown) | undefined
}

interface GroupCommitOptions {
  now: () => number
  /** After a commit, with how much work it held. */
  onCommit: (jobs: number) => void
  /** After a roll-back: whatever was remembered of the work is untrue now. */
  onRollback: () => void
  /** The beginning of an outage, for the log. */
  report: (cause: unknown) => void
  metrics?: StoreMetrics
}

/**
 * Lets everything that is written in one turn of the event loop share one transaction. A commit waits for the disk and holds the
 * loop meanwhile, so what arrives during it lands together in the next turn, and so in the next commit: the busier, the larger.
 */
export function createGroupCommit(
  db: DatabaseSync,
  { now, onCommit, onRollback, report, metrics = noMetrics }: GroupCommitOptions,
): GroupCommit {
  const begin = db.prepare('begin immediate')
  const commit = db.prepare('commit')
  const rollback = db.prepare('rollback')
  let waiting: Job[] = []
  let scheduled: NodeJS.Immediate | null = null
  let open = true
  let outage = false

  /** Does the whole batch in one transaction; answers the job that cannot be done, or null when all stands on disk. */
  const attempt = (batch: readonly Job[], values: unknown[]): Job | null => {
    const at = now()
    if (db.isTransaction) undo()
    begin.run()
    for (const job of batch) {
      try {
        values.push(job.work(at))
      } catch (cause) {
        if (isOutage(cause)) throw cause
        undo()
        job.reject(cause)
        return job
      }
    }
    commit.run()
    return null
  }

  const undo = (): void => {
    try {
      // SQLite rolls back by itself after some errors, such as a full disk.
      if (db.isTransaction) rollback.run()
      onRollback()
    } catch (cause) {
      report(cause)
    }
  }

  const flush = (): void => {
    scheduled = null
    let batch = waiting
    waiting = []
    while (batch.length > 0) {
      const values: unknown[] = []
      const startedAt = metrics.startTimer()
      try {
        const offender = attempt(batch, values)
        if (offender) {
          batch = batch.filter((job) => job !== offender)
          continue
        }
      } catch (cause) {
        undo()
        // A full disk refuses every batch; the log is told once.
        if (!outage) report(cause)
        outage = true
        metrics.storeFailed()
        const unavailable = new StoreError('store-unavailable', `The database cannot write now: ${describeCause(cause)}`, { cause })
        for (const job of batch) {
          if (job.refuse) job.resolve(job.refuse(unavailable))
          else job.reject(unavailable)
        }
        return
      }
      outage = false
      metrics.batchCommitted(batch.length, startedAt)
      batch.forEach((job, index) => job.resolve(values[index]))
      onCommit(batch.length)
      return
    }
  }

  return {
    run<Value>(work: (at: number) => Value, refuse?: (cause: StoreError) => Value) {
      if (!open) {
        const closed = new StoreError('store-closed', 'The store was closed.')
        return refuse ? Promise.resolve(refuse(closed)) : Promise.reject(closed)
      }
      return new Promise<Value>((resolve, reject) => {
        waiting.push({ work, resolve: resolve as (value: unknown) => void, reject, refuse })
        scheduled ??= setImmediate(flush)
      })
    },
    preview(work) {
      if (!db.isTransaction) begin.run()
      work()
    },
    close() {
      open = false
      if (scheduled) clearImmediate(scheduled)
      flush()
    },
  }
}
