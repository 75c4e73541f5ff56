import { statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { Worker } from 'node:worker_threads'

/** Keeps the write-ahead log short without holding up commits. */
export interface Checkpoints {
  /** Tells that so many writes were committed. */
  count(writes: number): void
  /** Asks for a checkpoint soon, so that what was erased does not stay in the log either. */
  hasten(): void
  close(): Promise<void>
}

interface CheckpointOptions {
  db: DatabaseSync
  file: string
  report: (cause: unknown) => void
  /** The log may grow to this size before a checkpoint is done on this thread. */
  boundBytes?: number
}

/** Writes between two checkpoints. */
const EVERY = 500

/**
 * Runs passive checkpoints in a worker. SQLite starts the log over when a checkpoint has caught up with it, which under unbroken writing no
 * other thread's ever does; so when the log outgrows its bound, this thread does the little that the worker left, at once after it.
 */
export function createCheckpoints({ db, file, report, boundBytes = 32 * 1024 * 1024 }: CheckpointOptions): Checkpoints {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  let worker: Worker | null = new Worker(new URL(`./checkpoint-worker.${extension}`, import.meta.url), { workerData: { file } })
  const ended = new Promise<void>((resolve) => worker?.once('exit', () => resolve()))
  const inline = db.prepare('pragma wal_checkpoint(passive)')
  let since = 0
  let running = false

  const checkBound = (): void => {
    try {
      if (statSync(`${file}-wal`).size > boundBytes) inline.get()
    } catch (cause) {
      report(cause)
    }
  }

  worker.unref()
  worker.on('message', () => {
    running = false
    checkBound()
  })
  worker.on('error', (cause) => {
    // The worker is gone; from here on this thread does its work whenever the log outgrows its bound.
    worker = null
    running = false
    report(cause)
  })

  const request = (): void => {
    if (running) return
    since = 0
    if (!worker) return checkBound()
    running = true
    worker.postMessage('checkpoint')
  }

  return {
    count(writes) {
      since += writes
      if (since >= EVERY) request()
    },
    hasten: request,
    async close() {
      if (!worker) return
      worker.ref()
      worker.postMessage('close')
      await ended
    },
  }
}
