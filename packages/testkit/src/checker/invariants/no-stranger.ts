import type { Invariant } from '../evidence.ts'

/** Nobody sees a conversation that is not theirs. What is only begun on a screen, and not committed, is its author's. */
export const noStranger: Invariant = ({ participants, screens, rows }) => {
  const begun = new Set(rows.map((row) => row.conversation))
  return screens.flatMap(({ name, person, conversations }) =>
    [...conversations.keys()]
      .filter((id) => begun.has(id) && !participants.get(id)?.has(person))
      .map((id) => `${name} shows ${id}, which is not ${person}'s`),
  )
}
