import { signal } from '@preact/signals-core'
import type { Failure, SubjectCard, SubjectQuery } from '@firsthand/protocol'
import { computed } from '@preact/signals-core'
import type { SubjectModel } from '../../client.ts'
import type { Core } from '../../models/core.ts'

/** Follows a subject and whether its owner is there. */
export function watchSubject({ link, clock, serverNow }: Core, query: SubjectQuery, released: () => void): SubjectModel {
  const card = signal<SubjectCard | null>(null)
  const failure = signal<Failure | null>(null)
  const state = signal<'loading' | 'ready' | 'failed'>('loading')
  let cancel = (): void => {}
  let over = false

  /** The sign goes down by itself at its time, by the relay's clock [P12]. */
  function show(next: SubjectCard): void {
    cancel()
    const { hereUntil } = next.availability
    const left = hereUntil === null ? 0 : hereUntil - serverNow()
    card.value = left > 0 ? next : { ...next, availability: { ...next.availability, hereUntil: null } }
    if (left > 0) cancel = clock.after(left, () => card.value && show(card.value))
  }

  async function ask(): Promise<void> {
    const result = await link.insist('subject:watch', query)
    if (over) return
    if (result.ok) {
      show(result.value)
      failure.value = null
      state.value = 'ready'
    } else if (result.failure.code !== 'unreachable') {
      failure.value = result.failure
      state.value = 'failed'
    }
  }

  const ends = [
    link.on('welcome', () => void ask()),
    link.on('presence:changed', ({ person, hereUntil }) => {
      if (card.value?.owner.id === person) show({ ...card.value, availability: { ...card.value.availability, hereUntil } })
    }),
  ]
  void ask()

  return {
    state,
    card,
    failure,
    subject: computed(() => card.value?.subject ?? null),
    availability: computed(() => card.value?.availability ?? { hereUntil: null, answers: null }),
    release() {
      over = true
      cancel()
      for (const end of ends) end()
      released()
    },
  }
}
