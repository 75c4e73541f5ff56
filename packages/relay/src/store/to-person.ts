import type { Person } from '@firsthand/protocol'

/** What others see of a person, and nothing else that a store holds of them. */
export function toPerson({ id, kind, name, title, face }: Person): Person {
  return { id, kind, name, title, face }
}
