import type { PersonId } from '@firsthand/protocol'
import type { Kysely } from 'kysely'
import { REPLIES_REACH } from '../reach.ts'
import type { Store, StoredPerson } from '../store.ts'
import type { Schema } from './schema.ts'

/** The reads about people and what lets them in, over any database Kysely speaks to. */
export function createPeopleReads(
  db: Kysely<Schema>,
): Pick<
  Store,
  'readPerson' | 'readAcquaintances' | 'readPersonFacts' | 'readFirstReplies' | 'readCredential' | 'readSession' | 'readStanding'
> {
  const numberOf = (person: PersonId) => db.selectFrom('person').select('no').where('id', '=', person)
  return {
    async readPerson(person): Promise<StoredPerson | null> {
      const row = await db
        .selectFrom('person')
        .select(['id', 'kind', 'name', 'title', 'face', 'site', 'appear_away'])
        .where('id', '=', person)
        .executeTakeFirst()
      if (!row) return null
      const { appear_away, ...rest } = row
      return { ...rest, appearAway: appear_away === 1 }
    },

    async readAcquaintances(person) {
      const rows = await db
        .selectFrom('participant as own')
        .innerJoin('participant as other', 'other.conversation_no', 'own.conversation_no')
        .innerJoin('person', 'person.no', 'other.person_no')
        .select('person.id')
        .distinct()
        .where('own.person_no', '=', numberOf(person))
        .whereRef('other.person_no', '<>', 'own.person_no')
        .execute()
      return rows.map((row) => row.id)
    },

    async readPersonFacts(person) {
      const found = await db.selectFrom('person').select(['no', 'locale']).where('id', '=', person).executeTakeFirst()
      if (!found) return null
      const facts = await db
        .selectFrom('participant')
        .innerJoin('conversation', 'conversation.no', 'participant.conversation_no')
        .select(({ fn }) => [
          fn.min('asked_at').filterWhere('participant.role', '=', 'visitor').as('first'),
          fn.countAll().as('conversations'),
        ])
        .where('participant.person_no', '=', found.no)
        .executeTakeFirstOrThrow()
      return { firstMessageAt: facts.first, locale: found.locale, conversations: Number(facts.conversations) }
    },

    async readFirstReplies(owner, since) {
      const rows = await db
        .selectFrom('conversation')
        .select(({ eb }) => eb('replied_at', '-', eb.ref('asked_at')).as('took'))
        .where('replied_by', '=', numberOf(owner))
        .where('replied_at', '>=', since)
        .orderBy('replied_at', 'desc')
        .limit(REPLIES_REACH)
        .execute()
      return rows.flatMap(({ took }) => (took === null ? [] : [took]))
    },

    async readCredential(hash) {
      const row = await db
        .selectFrom('credential')
        .innerJoin('person', 'person.no', 'credential.person_no')
        .select(['person.id', 'revoked_at'])
        .where('hash', '=', hash)
        .executeTakeFirst()
      return row ? { person: row.id, revoked: row.revoked_at !== null } : null
    },

    async readSession(hash, now) {
      const row = await db
        .selectFrom('session')
        .innerJoin('person', 'person.no', 'session.person_no')
        .select(['person.id', 'expires_at'])
        .where('hash', '=', hash)
        .where('expires_at', '>', now)
        .executeTakeFirst()
      return row ? { person: row.id, expiresAt: row.expires_at } : null
    },

    async readStanding({ since, sessions, members }, now) {
      const revoked = await db.selectFrom('credential').select('hash').where('revoked_at', '>=', since).execute()
      const standing = sessions.length
        ? await db.selectFrom('session').select('hash').where('hash', 'in', sessions).where('expires_at', '>', now).execute()
        : []
      const away = members.length
        ? await db.selectFrom('person').select('id').where('id', 'in', members).where('appear_away', '=', 1).execute()
        : []
      const stands = new Set(standing.map(({ hash }) => hash))
      return {
        revoked: revoked.map(({ hash }) => hash),
        ended: sessions.filter((hash) => !stands.has(hash)),
        away: away.map(({ id }) => id),
      }
    },
  }
}
