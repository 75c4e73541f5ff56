import { createId, createSecret, PROTOCOL_VERSION } from '@firsthand/protocol'
import type { HandshakeAuth, Result } from '@firsthand/protocol'
import type { Identity } from './client.ts'
import type { Change, Keeper } from './keep/keeper.ts'
import type { Core } from './models/core.ts'
import type { Said } from './outbox/outbox.ts'
import { markOf } from './tabs/mirror.ts'
import type { Told } from './tabs/told.ts'

/** Who one is to the relay, over the life of this page. */
export interface OwnIdentity {
  auth(): HandshakeAuth
  /** Tells this identity from another of the same browser. */
  mark(): string
  /** Whether something was said under it on this device, in any tab; the relay may not have it yet. */
  begun(): boolean
  /** Reads what was kept under this identity. */
  load(): Promise<void>
  /** Looks again: another tab may have said something, have begun a visitor, or have ended this one. */
  look(): Promise<void>
  /** A storage that was silent has answered: what it missed is written. */
  answered(): Promise<void>
  /** Keeps what was said, together with the secret it is said under [P1]. */
  save(changes: readonly Change[]): Promise<void>
  /** Ends it here and on the relay. */
  forget(): Promise<Result<null>>
  /** Another tab has ended it. */
  forgotten(): void
  close(): void
}

/** What happens around an identity. */
export interface IdentityEvents {
  /** What is about to be read is compared with what is held now. Until `read`, nothing new goes out before what may stand there [P5]. */
  reading(): (said: Said[]) => void
  /** It was read, or could not be. */
  read(): void
  /** Another one has taken its place: nothing of the old one may stay [P11]. */
  changed(): void
  tell(told: Told): void
}

/**
 * Keeps the identity. A visitor's secret is made here and lives in memory until the first message is kept; then it is kept with
 * it, unless another tab was first: its secret is this visitor's too.
 */
export function keepIdentity(identity: Identity, core: Core, keeper: Keeper, on: IdentityEvents): OwnIdentity {
  const device = createId()
  let secret = identity.as === 'visitor' ? createSecret() : null
  // Whether that secret is what is kept on this device, as far as is known.
  let held = false
  let leaving = false
  // The last time that this page became the visitor whom another tab had begun.
  let joining: Promise<void> = Promise.resolve()

  /** A secret that another tab has kept, if that is not the one used here. */
  const foreign = (kept: unknown): kept is string => secret !== null && typeof kept === 'string' && kept !== secret

  function become(next: string | null, isHeld = false): void {
    secret = next
    held = isHeld
    keeper.disown()
    on.changed()
  }

  const beginAnew = (): void => become(secret && createSecret())

  /** Takes the side of the visitor that another tab has become: nothing was said here under the secret of this page's own. */
  function join(kept: string): void {
    secret = kept
    held = true
    core.link.restart()
  }

  async function look(): Promise<void> {
    const take = on.reading()
    const before = secret
    const kept = await keeper.load()
    on.read()
    // Where it cannot be read, it says nothing; and what was asked for somebody else neither.
    if (!kept || secret !== before || leaving) return
    if (foreign(kept.secret)) {
      if (held) become(kept.secret, true)
      // Known to the relay, but never kept here: this page goes on as who it is.
      else if (core.you.value) return keeper.abandon()
      else join(kept.secret)
    } else if (kept.secret === secret) held = true
    // Ended in another tab, which could not tell this one.
    else if (held) return beginAnew()
    take(kept.said)
  }

  async function save(changes: readonly Change[]): Promise<void> {
    const mine = secret
    // Known to the relay and never kept here, it says nothing in a place that may be another's by now [P11].
    if (!held && mine !== null && core.you.value) {
      keeper.owe(changes)
      const first = await keeper.claim(mine)
      if (secret !== mine) return joining
      if (first && first.stands !== mine) keeper.abandon()
      if (first?.stands !== mine) return
      held = true
    }
    const { stands, written } = await keeper.save(changes, mine, held)
    // What was said behind what made it another's stays behind it [P5].
    if (secret !== mine) return joining
    // Ended in another tab, which could not tell this one: it was not written, and is not begun again [P11].
    if (held && stands === undefined) return beginAnew()
    if (!foreign(stands)) {
      held ||= secret !== null && keeper.storage.value === 'kept'
      return
    }
    if (!held && core.you.value === null) {
      join(stands)
      // What that visitor has said before goes out before what this tab says [P5].
      joining = look()
      return joining
    }
    // Somebody else's place by now: nothing of this one may go out under that name [P11].
    await keeper.save(
      written.map(([cid]) => [cid, undefined]),
      null,
      false,
    )
    if (!held) return keeper.abandon()
    // Another tab forgot this visitor and began anew.
    become(stands, true)
    await look()
  }

  async function revoked(): Promise<void> {
    await keeper.wipe(secret)
    beginAnew()
    // Another tab may have begun anew already.
    await look()
  }

  const ends = [
    core.link.on('awake', () => void look()),
    core.link.on('welcome', () => {
      if (!held) void look()
    }),
    core.link.on('hidden', () => {
      // Under a secret that is not the kept one, it would become somebody else's.
      if (secret === null || held || !core.you.value) keeper.spill(secret, held)
    }),
    core.link.on('refused', (failure) => {
      if (leaving) return
      core.emit('error', failure)
      if (secret !== null && failure.code === 'credential-revoked') void revoked()
    }),
  ]

  return {
    auth: () => ({
      protocol: PROTOCOL_VERSION,
      device,
      ...(identity.as === 'visitor' ? { as: 'visitor', site: identity.site, secret: secret! } : { as: 'member' }),
    }),
    mark: () => (secret === null ? '' : markOf(secret)),
    begun: () => held,
    async load() {
      const take = on.reading()
      const kept = await keeper.load()
      on.read()
      if (!kept) return
      if (foreign(kept.secret)) secret = kept.secret
      held = kept.secret === secret
      take(kept.said)
    },
    look,
    async answered() {
      await look()
      if (keeper.owes()) await save([])
    },
    save,
    async forget() {
      const { link, you } = core
      leaving = true
      const told: Result<null> = secret !== null && you.value ? await link.request('credential:revoke', null) : { ok: true, value: null }
      const { value: now } = link.state
      await keeper.wipe(secret)
      on.tell({ type: 'forgotten' })
      beginAnew()
      leaving = false
      // The relay may cut the connection before its answer is through: the cut says the same.
      return now.state === 'refused' && now.failure.code === 'credential-revoked' ? { ok: true, value: null } : told
    },
    forgotten() {
      if (!leaving) beginAnew()
    },
    close() {
      for (const end of ends) end()
    },
  }
}
