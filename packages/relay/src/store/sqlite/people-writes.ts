import type { DatabaseSync } from 'node:sqlite'
import type { Store, StoredPerson } from '../store.ts'
import type { GroupCommit } from './group-commit.ts'
import type { InboxTouch } from './touch-inboxes.ts'

/** The writes about people and what lets them in. */
export function createPeopleWrites(
  db: DatabaseSync,
  commits: GroupCommit,
  inboxes: InboxTouch,
): Pick<
  Store,
  'saveMember' | 'saveAppearAway' | 'revokeCredential' | 'saveSignInLink' | 'takeSignInLink' | 'saveSession' | 'removeSession'
> {
  const findMember = db.prepare('select kind, name, title, face from person where id = ?')
  const saveMember = db.prepare(`
    insert into person (id, kind, name, title, face, created_at) values (?, 'member', ?, ?, ?, ?)
    on conflict (id) do update set kind = 'member', site = null, name = excluded.name, title = excluded.title, face = excluded.face`)
  const setAppearAway = db.prepare('update person set appear_away = ? where id = ?')
  const revoke = db.prepare('update credential set revoked_at = coalesce(revoked_at, ?) where hash = ?')
  const dropLinks = db.prepare('delete from sign_in_link where expires_at <= ?')
  const addLink = db.prepare('insert into sign_in_link (hash, person_no, expires_at) values (?, (select no from person where id = ?), ?)')
  const takeLink = db.prepare(`
    delete from sign_in_link where hash = ?
    returning expires_at, (select id from person where no = person_no) as person`)
  const dropSessions = db.prepare('delete from session where expires_at <= ?')
  const addSession = db.prepare('insert into session (hash, person_no, expires_at) values (?, (select no from person where id = ?), ?)')
  const removeSession = db.prepare('delete from session where hash = ?')

  return {
    saveMember: ({ id, name, title, face }) =>
      commits.run((at) => {
        const before = findMember.get(id) as Pick<StoredPerson, 'kind' | 'name' | 'title' | 'face'> | undefined
        if (before?.kind === 'member' && before.name === name && before.title === title && before.face === face) return
        saveMember.run(id, name, title, face, at)
        inboxes.touchAllOf(id, at)
      }),
    saveAppearAway: (person, away) => commits.run(() => void setAppearAway.run(away ? 1 : 0, person)),
    revokeCredential: (hash) => commits.run((at) => void revoke.run(at, hash)),

    saveSignInLink: ({ hash, person, expiresAt }) =>
      commits.run((at) => {
        dropLinks.run(at)
        addLink.run(hash, person, expiresAt)
      }),
    takeSignInLink: (hash, now) =>
      commits.run(() => {
        const taken = takeLink.get(hash) as { expires_at: number; person: string } | undefined
        return taken && taken.expires_at > now ? taken.person : null
      }),
    saveSession: ({ hash, person, expiresAt }) =>
      commits.run((at) => {
        dropSessions.run(at)
        addSession.run(hash, person, expiresAt)
      }),
    removeSession: (hash) => commits.run(() => void removeSession.run(hash)),
  }
}
