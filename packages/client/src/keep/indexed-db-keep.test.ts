import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { indexedDbKeep } from './indexed-db-keep.ts'

const spilt = new Map<string, string>()
let exists: boolean
let put: string[]

/** As much of IndexedDB as a keep asks for: what was put is noted, and nothing is ever found. */
const fakeIndexedDb = {
  open() {
    let aborted = false
    const found = (result: unknown): object => {
      const request = { onsuccess: null as ((event: object) => void) | null }
      queueMicrotask(() => request.onsuccess?.({ target: { result } }))
      return request
    }
    const store = {
      put: (_: unknown, [, key]: [string, string]) => void put.push(key),
      delete: () => undefined,
      get: () => found(undefined),
      openCursor: () => found(null),
    }
    const transaction = Object.assign(new EventTarget(), { objectStore: () => store })
    const opening = Object.assign(new EventTarget(), {
      transaction: { abort: () => void (aborted = true) },
      result: {
        createObjectStore: () => void (exists = true),
        transaction: () => transaction,
        close: () => void setImmediate(() => transaction.dispatchEvent(new Event('complete'))),
      },
    })
    queueMicrotask(() => {
      if (!exists) opening.dispatchEvent(new Event('upgradeneeded'))
      opening.dispatchEvent(new Event(aborted ? 'error' : 'success'))
    })
    return opening
  },
}

beforeEach(() => {
  spilt.clear()
  exists = false
  put = []
  vi.stubGlobal('indexedDB', fakeIndexedDb)
  vi.stubGlobal('IDBKeyRange', { bound: () => ({}) })
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => spilt.get(key) ?? null,
    setItem: (key: string, value: string) => void spilt.set(key, value),
    removeItem: (key: string) => void spilt.delete(key),
  })
})

afterEach(() => vi.unstubAllGlobals())

test('forgetting where nothing was kept leaves nothing behind, not even an empty database', async () => {
  await indexedDbKeep.wipe('a', { key: 'secret', value: 'one' })
  expect(exists).toBe(false)
  await indexedDbKeep.write('a', [['said:1', 'x']])
  expect(exists).toBe(true)
})

test('[P9] what a page spills while another takes over what was spilt before is not lost', async () => {
  indexedDbKeep.spill!('a', [['said:1', 'x']])
  const reading = indexedDbKeep.read('a')
  indexedDbKeep.spill!('a', [['said:2', 'y']])
  await reading
  await indexedDbKeep.read('a')
  expect(put).toContain('said:2')
  expect(spilt.size).toBe(0)
})
