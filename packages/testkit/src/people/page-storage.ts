import { createMemoryKeep, type Keep } from '@firsthand/client'

/** A browser's storage for one site: it outlives each page that opens it. */
export interface PageStorage {
  /** For the next page. What the page before it had not written yet by then is never written, as in a crash. */
  open(): Keep
}

/** Makes storage that survives the pages a test lets crash. */
export function createPageStorage(): PageStorage {
  const kept = createMemoryKeep()
  let page = 0
  return {
    open() {
      const mine = ++page
      const alive = async <Value>(run: () => Promise<Value>): Promise<Value> => {
        // One turn of the loop: storage that answers at once would hide what happens between asking and having.
        await new Promise(setImmediate)
        if (mine !== page) throw new Error('the page has gone')
        return run()
      }
      return {
        read: (scope) => alive(() => kept.read(scope)),
        write: (scope, records, claim) => alive(() => kept.write(scope, records, claim)),
        wipe: (scope, held) => alive(() => kept.wipe(scope, held)),
      }
    },
  }
}
