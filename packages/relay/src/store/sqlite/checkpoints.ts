import type { DatabaseSync } from 'node:sqlite'
import { Worker } from 'node:worker_threads'
import { noMetrics, type StoreMetrics } from '../../operations/metrics.ts'

/** Keeps the write-ahead log short without holding up commits. */
export interface Checkpoints {
  /** Tells that a commit of so many writes was made. */
  count(writes: number): void
  /** Asks for a checkpoint right after the next commit: something was erased, and the database's own file should know. */
  hasten(): void
  close(): Promise<void>
}

interface CheckpointOptions {
  db: DatabaseSync
  file: string
  report: (cause: unknown) => void
  metrics?: StoreMetrics
  /** The log may grow to so many pages before a checkpoint is done on this thread. */
  bound?: number
}

/** So many pages, roughly, are written between two checkpoints; long messages make it more than that. */
const EVERY = 2_000
/** The log starts over when it has so many pages: a file that grows takes two to three times as long to flush as one that is written over. */
const BOUND = 1_500
/** What each commit writes however little is in it: the newest pages of the table, its indexes, the inbox. */
const PAGES_OF_A_COMMIT = 4
/** What each thing written adds: of short messages a dozen share a page, long ones take some each. */
const PAGES_OF_A_WRITE = 0.5

/**
 * Runs passive checkpoints in a worker. SQLite starts the log over when a checkpoint has caught up with it, which under unbroken writing
 * another thread's never does; so when the log outgrows its bound, this thread does the little that the worker left, at once after it.
 * The log's file is not cut then: flushing a file that grows takes twice as long as one that is written over.
 */
export function createCheckpoints({ db, file, report, metrics = noMetrics, bound = BOUND }: CheckpointOptions): Checkpoints {
  const inline = db.prepare('pragma wal_checkpoint(passive)')
  let worker: Worker | null | undefined
  let since = 0
  let running = false

  const runInline = (): void => {
    try {
      metrics.checkpointed('main', (inline.get() as { log: number }).log)
    } catch (cause) {
      report(cause)
    }
  }

  const startWorker = (): Worker => {
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
    const started = new Worker(new URL(`./checkpoint-worker.${extension}`, import.meta.url), { workerData: { file } })
    started.unref()
    started.on('message', (answer: { pages: number } | { cause: unknown }) => {
      running = false
      if ('cause' in answer) report(answer.cause)
      else {
        metrics.checkpointed('worker', answer.pages)
        if (answer.pages > bound && db.isOpen) runInline()
      }
    })
    started.on('error', (cause) => {
      // The worker is gone; from here on this thread does its work.
      worker = null
      running = false
      report(cause)
    })
    return started
  }

  const request = (): void => {
    if (running) return
    since = 0
    // Small sites write little: the thread is started when there is something to do for it.
    if (worker === undefined) worker = startWorker()
    if (worker === null) return runInline()
    running = true
    worker.postMessage('checkpoint')
  }

  return {
    count(writes) {
      since += writes * PAGES_OF_A_WRITE + PAGES_OF_A_COMMIT
      if (since >= EVERY) request()
    },
    hasten() {
      since = EVERY
    },
    async close() {
      if (!worker) return
      const ending = worker
      ending.ref()
      await new Promise<void>((resolve) => {
        ending.once('exit', () => resolve())
        ending.postMessage('close')
      })
    },
  }
}
