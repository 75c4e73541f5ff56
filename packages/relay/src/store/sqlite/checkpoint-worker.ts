import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'

/**
 * The thread that moves what was committed from the write-ahead log into the database, so that no commit waits for it. It answers
 * each time how many pages the log holds. It imports nothing of ours: the same file runs as TypeScript and as the JavaScript built from it.
 */
const { file } = workerData as { file: string }
const db = new DatabaseSync(file, { timeout: 2_000 })
db.exec('pragma wal_autocheckpoint = 0; pragma synchronous = full')
const checkpoint = db.prepare('pragma wal_checkpoint(passive)')

parentPort!.on('message', (message: 'checkpoint' | 'close') => {
  if (message === 'checkpoint') parentPort!.postMessage(run())
  else {
    db.close()
    parentPort!.close()
  }
})

/** A disk that is full now may not be later: the thread outlives a failure. */
function run(): { pages: number } | { cause: unknown } {
  try {
    return { pages: (checkpoint.get() as { log: number }).log }
  } catch (cause) {
    return { cause }
  }
}
