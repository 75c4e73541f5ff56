import type { Store } from '../store.ts'
import { nameErased, type Erasure } from './erasure.ts'
import { readErasures, readLastErasures } from './erasure-list.ts'
import { reapplyErasures } from './reapply-erasures.ts'

/** So many of the newest erasures are looked at when a database is opened. */
const LOOKED_AT = 200

/**
 * Holds a database that was opened against the list of erasures beside it, and answers what is to be withheld. Where one of the newest is not done in the
 * database, it was put back by hand, and the whole list is done again: deleted text does not come back only because nobody said `restore`.
 */
export async function catchUpErasures(store: Store, file: string, note: (line: string) => void): Promise<Erasure[]> {
  const { withheld } = await store.readRestores()
  const known = new Set(withheld.map(nameOf))
  const isNew = (erasure: Erasure): boolean => !known.has(nameOf(erasure))
  const newest = await reapplyErasures(store, (await readLastErasures(file, LOOKED_AT)).filter(isNew))
  if (newest.erased === 0 && newest.withheld.length === 0) return withheld
  const all = await reapplyErasures(store, filter(readErasures(file), isNew))
  await store.withhold(all.withheld)
  note(
    `The database lacks erasures that the list beside it has: it was put back by hand, or a relay was killed in the middle of one. Deleted again: ${newest.erased + all.erased}; not in it, and withheld: ${all.withheld.length}.`,
  )
  return [...withheld, ...all.withheld]
}

async function* filter(erasures: AsyncIterable<Erasure>, fits: (erasure: Erasure) => boolean): AsyncGenerator<Erasure> {
  for await (const erasure of erasures) if (fits(erasure)) yield erasure
}

function nameOf({ conversation, author, target }: Erasure): string {
  return nameErased(conversation, author, target)
}
