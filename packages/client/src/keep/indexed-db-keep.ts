import type { Claim, Keep } from './keep.ts'

const DATABASE = 'firsthand'
const STORE = 'kept'
const SPILT = 'firsthand-spilt:'

/**
 * Keeps in IndexedDB, under `[scope, key]`: by a few lines of our own, since no library reads without creating a database, and nothing may be
 * stored before somebody has written. The database is opened for each act and closed after it: none stands open to hold
 * up the back/forward cache or another tab, and there is no lost connection to notice.
 */
export const indexedDbKeep: Keep = {
  async read(scope) {
    const kept = new Map<string, unknown>()
    await takeSpilt(scope)
    await act('readonly', (store) => {
      store.openCursor(within(scope)).onsuccess = ({ target }) => {
        const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result
        if (!cursor) return
        kept.set((cursor.key as string[])[1]!, cursor.value)
        cursor.continue()
      }
    })
    return kept
  },
  async write(scope, records, claim) {
    let stands: unknown = claim?.value
    await act('readwrite', (store) => {
      const put = (): void => {
        for (const [key, value] of records) {
          if (value === undefined) store.delete([scope, key])
          else store.put(value, [scope, key])
        }
      }
      if (!claim?.standing) put()
      if (!claim) return
      store.get([scope, claim.key]).onsuccess = ({ target }) => {
        const { result } = target as IDBRequest<unknown>
        if (!claim.standing && result === undefined) store.put(claim.value, [scope, claim.key])
        else stands = result
        if (claim.standing && result === claim.value) put()
      }
    })
    return stands
  },
  wipe(scope, held) {
    quietly((storage) => storage.removeItem(SPILT + scope))
    const run = (store: IDBObjectStore): void => {
      store.get([scope, held?.key ?? '']).onsuccess = ({ target }) => {
        if (!held || (target as IDBRequest<unknown>).result === held.value) store.delete(within(scope))
      }
    }
    return act('readwrite', run, false)
  },
  spill(scope, records, claim) {
    // The one storage of a page that takes something at once. It stands there but from one page to the next.
    const spilt = [...(readSpilt(scope)?.records ?? []), ...records]
    quietly((storage) => storage.setItem(SPILT + scope, JSON.stringify({ records: spilt, claim })))
  },
  persist() {
    // Chromium decides by itself; others would ask the visitor, in the name of a page that never spoke of it.
    if ('userAgentData' in navigator) void navigator.storage?.persist?.().catch(() => false)
  },
}

interface Spilt {
  records: [key: string, value: unknown][]
  claim?: Claim
}

function readSpilt(scope: string): Spilt | null {
  return quietly((storage) => JSON.parse(storage.getItem(SPILT + scope) ?? 'null') as Spilt | null) ?? null
}

/** Moves what the page before had no time to write to where it belongs. */
async function takeSpilt(scope: string): Promise<void> {
  const taken = quietly((storage) => storage.getItem(SPILT + scope))
  const spilt = readSpilt(scope)
  if (!spilt) return
  // In JSON, what was removed has become null.
  const records = spilt.records.map(([key, value]) => [key, value ?? undefined] as const)
  await indexedDbKeep.write(scope, records, spilt.claim)
  // What another page has spilt meanwhile stays for the next read.
  quietly((storage) => storage.getItem(SPILT + scope) === taken && storage.removeItem(SPILT + scope))
}

/** The mere mention of it throws where the browser forbids storage. */
function quietly<Value>(act: (storage: Storage) => Value): Value | undefined {
  try {
    return act(localStorage)
  } catch {
    return undefined
  }
}

/** Every key under a scope: arrays sort after strings, so `[scope, []]` comes behind them all. */
function within(scope: string): IDBKeyRange {
  return IDBKeyRange.bound([scope], [scope, []])
}

/** Runs one transaction to its end. Where there is no database yet, only who has something to write leaves one behind. */
function act(mode: IDBTransactionMode, run: (store: IDBObjectStore) => void, create = mode === 'readwrite'): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1)
    let absent = false
    opening.addEventListener('upgradeneeded', () => {
      absent = !create
      if (absent) opening.transaction!.abort()
      else opening.result.createObjectStore(STORE)
    })
    opening.addEventListener('error', () => (absent ? resolve() : reject(opening.error)))
    opening.addEventListener('success', () => {
      const database = opening.result
      let transaction: IDBTransaction | undefined
      try {
        transaction = database.transaction(STORE, mode)
        transaction.addEventListener('complete', () => resolve())
        transaction.addEventListener('abort', () => reject(transaction!.error))
        run(transaction.objectStore(STORE))
      } catch (error) {
        // What came before it in the transaction must not stand alone.
        reject(error)
        transaction?.abort()
      }
      // Waits for the transaction by itself.
      database.close()
    })
  })
}
