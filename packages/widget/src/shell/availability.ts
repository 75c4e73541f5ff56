import type { Availability } from '@firsthand/protocol'
import type { Presence } from '@firsthand/ui'
import type { Words } from '../words/en.ts'
import { roundSpan } from '../words/span.ts'

/** One honest line about when the owner answers, and its sign. Unknown is silence: nothing is claimed that was not measured. */
export function describeAvailability(availability: Availability | null, words: Words): { presence: Presence; line: string } {
  if (!availability) return { presence: null, line: '' }
  if (availability.hereUntil !== null) return { presence: 'here', line: words.here }
  const { answers } = availability
  return { presence: 'away', line: answers ? words.usually(...roundSpan(answers.medianMs)) : words.away }
}
