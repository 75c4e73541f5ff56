import type { Result } from '@firsthand/protocol'
import { DatabaseError, type Pool } from 'pg'
import { noMetrics, type StoreMetrics } from '../../operations/metrics.ts'
import type { AppendRequest, Committed, Store } from '../store.ts'
import { StoreError } from '../store-error.ts'
import { toParameters, WRITE, type BatchOutcome } from './batch-rows.ts'
import { draftBatch } from './draft-batch.ts'
import type { Job, MoveJob } from './jobs.ts'
import { createKnown, listWanted } from './known.ts'
import { describeOutage, isConflict, isOutage } from './postgres-errors.ts'
import { readFacts } from './read-facts.ts'
import type { StandingConversations } from './standing-conversations.ts'

/** Everything that is said in conversations, written together. */
export interface Batches {
  /** Resolves once it is committed. Rejects with `store-unavailable` where the database cannot be written, with `store-closed` after `close`. */
  append(request: AppendRequest): Promise<Result<Committed>>
  move(move: Pick<MoveJob, 'conversation' | 'person' | 'to'>): ReturnType<Store['advanceCursor']>
  /** Writes what waits, and takes nothing more. */
  close(): Promise<void>
}

interface BatchesOptions {
  /** Of one connection, so that a batch never waits behind reads. */
  pool: Pool
  conversations: StandingConversations
  epoch: string
  now: () => number
  /** The beginning of an outage, for the log. */
  report: (cause: unknown) => void
  metrics?: StoreMetrics
}

/** So much is written in one transaction at most. */
const LARGEST = 256
/** So often something is decided anew before its sender is asked to come again. */
const TRIES = 20
/** So often a batch that was given up for another's sake is written again at once. */
const CONFLICTS = 5

/**
 * Lets everything that arrives while a batch is under way share the next one. There is one batch at a time, and mostly it is one round trip; what
 * this relay has not had to do with lately costs one more, to be read.
 */
export function createBatches({ pool, conversations, epoch, now, report, metrics = noMetrics }: BatchesOptions): Batches {
  let waiting: Job[] = []
  let running: Promise<void> | null = null
  let open = true
  let outage = false

  /** Does a batch and answers what has to be done again. */
  const attempt = async (batch: readonly Job[]): Promise<Job[]> => {
    const known = createKnown(await readFacts(pool, listWanted(batch, conversations)), conversations)
    const at = now()
    const draft = draftBatch(batch, known, at, epoch)
    if (!draft.rows) return again(batch, draft.deferred)
    const startedAt = metrics.startTimer()
    const { rows } = await pool.query<{ outcome: BatchOutcome }>({ name: 'write', text: WRITE, values: toParameters(at, draft.rows) })
    metrics.batchCommitted(batch.length, startedAt)
    const { left, changed } = draft.settle(rows[0]!.outcome)
    for (const conversation of changed) conversations.keep(conversation)
    return again(batch, [...left, ...draft.deferred])
  }

  /** The jobs that are to be done again, in the order they came; one that never comes to an end is given up. */
  const again = (batch: readonly Job[], left: readonly Job[]): Job[] => {
    const wanted = new Set(left)
    return batch.filter((job) => {
      if (!wanted.has(job)) return false
      job.tries += 1
      if (job.tries < TRIES) return true
      job.reject(new StoreError('store-unavailable', 'Others write to this conversation all the time.'))
      return false
    })
  }

  /** Does a batch whatever happens: what cannot be done is told so, and alone. */
  const run = async (batch: readonly Job[]): Promise<Job[]> => {
    for (let conflicts = 0; ; conflicts++) {
      try {
        const left = await attempt(batch)
        outage = false
        return left
      } catch (cause) {
        if (isConflict(cause) && conflicts < CONFLICTS) continue
        if (isConflict(cause) || isOutage(cause)) {
          refuse(batch, cause)
          // Where the server itself is gone, nobody waits to find the same out, one batch after the other.
          if (!(cause instanceof DatabaseError)) refuse(waiting.splice(0), cause)
          return []
        }
        if (batch.length > 1) return runAlone(batch)
        batch[0]!.reject(cause)
        return []
      }
    }
  }

  /** One of them cannot be written at all, and nobody knows which: each by itself, in their order. */
  const runAlone = async (batch: readonly Job[]): Promise<Job[]> => {
    for (const job of batch) for (let left: Job[] = [job]; left.length > 0;) left = await run(left)
    return []
  }

  const refuse = (jobs: readonly Job[], cause: unknown): void => {
    // The log is told once; each batch of an outage fails alike.
    if (!outage) report(cause)
    outage = true
    if (jobs.length > 0) metrics.storeFailed()
    const unavailable = new StoreError('store-unavailable', `The database cannot be written now: ${describeOutage(cause)}`, { cause })
    for (const job of jobs) job.reject(unavailable)
  }

  const runAll = async (): Promise<void> => {
    // What arrives in this turn of the loop belongs together.
    await new Promise((resolve) => setImmediate(resolve))
    while (waiting.length > 0) {
      const batch = waiting.slice(0, LARGEST)
      waiting = waiting.slice(LARGEST)
      waiting = [...(await run(batch)), ...waiting]
    }
    running = null
  }

  const enqueue = (job: Job): void => {
    if (!open) return job.reject(new StoreError('store-closed', 'The store was closed.'))
    waiting.push(job)
    running ??= runAll()
  }

  return {
    append: (request) =>
      new Promise((resolve, reject) => enqueue({ is: 'append', conversation: request.conversation, request, tries: 0, resolve, reject })),
    move: (move) => new Promise((resolve, reject) => enqueue({ is: 'move', ...move, tries: 0, resolve, reject })),
    async close() {
      open = false
      await running
    },
  }
}
