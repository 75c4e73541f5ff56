import { createId, createSecret, PROTOCOL_VERSION } from '@firsthand/protocol'
import type { HandshakeAuth, Result } from '@firsthand/protocol'
import type { Identity } from './client.ts'
import type { Keeper } from './keep/keeper.ts'
import type { Core } from './models/core.ts'
import type { Said } from './outbox/outbox.ts'

/** Who one is to the relay, over the life of this page. */
export interface OwnIdentity {
  auth(): HandshakeAuth
  /** Reads what was kept under this identity. */
  load(): Promise<void>
  /** Keeps what was said, together with the secret it is said under [P1]. */
  save(changes: (readonly [cid: string, said: Said | undefined])[]): Promise<void>
  /** Ends it here and on the relay. */
  forget(): Promise<Result<null>>
  close(): void
}

/** What happens around an identity. */
export interface IdentityEvents {
  restored(said: Said[]): void
  /** Another one has taken its place: nothing of the old one may stay [P11]. */
  changed(): void
}

/**
 * Keeps the identity. A visitor's secret is made here and lives in memory until the first message is kept; then it is kept with
 * it, unless another tab was first: its secret is this visitor's too.
 */
export function keepIdentity(identity: Identity, core: Core, keeper: Keeper, on: IdentityEvents): OwnIdentity {
  const device = createId()
  let secret = identity.as === 'visitor' ? createSecret() : null
  let leaving = false

  /** A secret that another tab has kept, if that is not the one used here. */
  const foreign = (kept: unknown): kept is string => secret !== null && typeof kept === 'string' && kept !== secret

  function become(next: string | null): void {
    secret = next
    on.changed()
  }

  async function joinOtherTab(): Promise<void> {
    if (secret === null || core.you.value) return
    const kept = await keeper.load()
    if (!foreign(kept.secret) || core.you.value) return
    secret = kept.secret
    core.link.restart()
  }

  async function beginAnew(): Promise<void> {
    await keeper.wipe(secret)
    // Another tab may have begun anew already.
    const kept = await keeper.load()
    become(foreign(kept.secret) ? kept.secret : secret && createSecret())
  }

  const ends = [
    core.link.on('awake', () => void joinOtherTab()),
    core.link.on('welcome', () => void joinOtherTab()),
    core.link.on('refused', (failure) => {
      if (leaving) return
      core.emit('error', failure)
      if (secret !== null && failure.code === 'credential-revoked') void beginAnew()
    }),
  ]

  return {
    auth: () => ({
      protocol: PROTOCOL_VERSION,
      device,
      ...(identity.as === 'visitor' ? { as: 'visitor', site: identity.site, secret: secret! } : { as: 'member' }),
    }),
    async load() {
      const kept = await keeper.load()
      if (foreign(kept.secret)) secret = kept.secret
      on.restored(kept.said)
    },
    async save(changes) {
      const stands = await keeper.save(changes, secret)
      if (!foreign(stands)) return
      if (core.you.value === null) {
        secret = stands
        core.link.restart()
      } else {
        // Another tab forgot this visitor and began anew: nothing of the old one goes out under the new one [P11].
        await keeper.save(
          changes.map(([cid]) => [cid, undefined]),
          null,
        )
        become(stands)
      }
    },
    async forget() {
      const { link, you } = core
      leaving = true
      const told: Result<null> = secret !== null && you.value ? await link.request('credential:revoke', null) : { ok: true, value: null }
      const { value: now } = link.state
      await keeper.wipe(secret)
      become(secret && createSecret())
      leaving = false
      // The relay may cut the connection before its answer is through: the cut says the same.
      return now.state === 'refused' && now.failure.code === 'credential-revoked' ? { ok: true, value: null } : told
    },
    close() {
      for (const end of ends) end()
    },
  }
}
