import { signal } from '@preact/signals-core'
import type { ReadonlySignal } from '@preact/signals-core'
import type { OwnPresence, Result } from '@firsthand/protocol'
import type { Core } from '../../models/core.ts'

/** A member's own presence. */
export interface Presence {
  readonly own: ReadonlySignal<OwnPresence>
  report(active: boolean): void
  appearAway(away: boolean): Promise<Result<OwnPresence>>
  close(): void
}

/** Keeps a member's presence: activity is said when it begins, ends, and again after a third of the time it lasts. */
export function keepPresence({ link, clock, serverNow }: Core): Presence {
  const own = signal<OwnPresence>({ hereUntil: null, appearAway: false })
  let active = false
  let saidAt = -Infinity
  let cancel = (): void => {}

  function show(presence: OwnPresence): void {
    cancel()
    own.value = presence
    const left = (presence.hereUntil ?? 0) - serverNow()
    if (left > 0) cancel = clock.after(left, () => show({ ...own.value, hereUntil: null }))
  }

  async function say(): Promise<void> {
    saidAt = clock.now()
    const result = await link.request('presence:report', { active })
    if (result.ok) show(result.value)
    else saidAt = -Infinity
  }

  const end = link.on('welcome', () => {
    if (active) void say()
  })

  return {
    own,
    report(now) {
      const again = now && clock.now() - saidAt >= (link.welcome.value?.limits.hereMs ?? 120_000) / 3
      if (now === active && !again) return
      active = now
      void say()
    },
    async appearAway(away) {
      const result = await link.request('presence:appear-away', { away })
      if (result.ok) show(result.value)
      return result
    },
    close() {
      cancel()
      end()
    },
  }
}
