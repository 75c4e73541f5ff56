import type { Store } from '@firsthand/relay'
import type { History } from './make-history.ts'

/** So many appends are under way at once; they share their commits. */
const BATCH = 1_000

/** Appends the history to a store until it holds so many entries; says how far it is. */
export async function growHistory(store: Store, history: History, from: number, to: number): Promise<void> {
  for (let written = from; written < to;) {
    const count = Math.min(BATCH, to - written)
    const results = await Promise.all(Array.from({ length: count }, () => store.append(history.next())))
    const refused = results.find((result) => !result.ok)
    if (refused && !refused.ok) throw new Error(`The store refused an entry of the history: ${refused.failure.code}.`)
    written += count
    if (written % 50_000 === 0 || written === to) process.stdout.write(`\r${written.toLocaleString('en')} entries `)
  }
}
