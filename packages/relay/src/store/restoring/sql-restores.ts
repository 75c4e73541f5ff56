import { createId, isId } from '@firsthand/protocol'
import type { Kysely } from 'kysely'
import type { Schema } from '../sql/schema.ts'
import type { Store } from '../store.ts'
import { nameErased, type Erasure } from './erasure.ts'
import type { Restores } from './restores.ts'

/** Rows of `meta`: one for each erasure withheld, and one with all former epochs. */
const WITHHELD = 'withheld '
const FORMER = 'former-epochs'

/** What restores need of a store, over any database Kysely speaks to. */
export function createSqlRestores(db: Kysely<Schema>, now: () => number): Pick<Store, 'readRestores' | 'withhold' | 'beginNewLife'> {
  return {
    readRestores: () => readRestores(db),

    async withhold(erasures) {
      for (const erasure of erasures) await save(db, nameOf(erasure), erasure.deletion)
    },

    // Without a transaction, so that a store that commits beside it is not disturbed: the epoch comes last and stands for all of it.
    async beginNewLife(withheld) {
      const { formerEpochs, withheld: before } = await readRestores(db)
      const { value: ending } = await db.selectFrom('meta').select('value').where('name', '=', 'epoch').executeTakeFirstOrThrow()
      const kept = new Set(withheld.map(nameOf))
      for (const erasure of before)
        if (!kept.has(nameOf(erasure))) await db.deleteFrom('meta').where('name', '=', nameOf(erasure)).execute()
      for (const erasure of withheld) await save(db, nameOf(erasure), erasure.deletion)
      if (!formerEpochs.includes(ending)) await save(db, FORMER, [...formerEpochs, ending].join(' '))
      const epoch = createId(now())
      await save(db, 'epoch', epoch)
      return epoch
    },
  }
}

async function readRestores(db: Kysely<Schema>): Promise<Restores> {
  const rows = await db
    .selectFrom('meta')
    .selectAll()
    .where(({ or, eb }) => or([eb('name', '=', FORMER), eb('name', 'like', `${WITHHELD}%`)]))
    .execute()
  const restores: Restores = { formerEpochs: [], withheld: [] }
  for (const { name, value } of rows) {
    if (name === FORMER) restores.formerEpochs = value.split(' ')
    else restores.withheld.push(...readWithheld(name, value))
  }
  return restores
}

function readWithheld(name: string, deletion: string): Erasure[] {
  const [conversation, author, target] = name.slice(WITHHELD.length).split(' ')
  return isId(conversation) && isId(author) && isId(target) ? [{ conversation, author, target, deletion }] : []
}

function nameOf({ conversation, author, target }: Erasure): string {
  return WITHHELD + nameErased(conversation, author, target)
}

async function save(db: Kysely<Schema>, name: string, value: string): Promise<void> {
  await db
    .insertInto('meta')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}
