import type { Keep } from './keep.ts'

/** Keeps in memory: for programs that outlive nothing, and for tests. Two clients given the same one are like two tabs. */
export function createMemoryKeep(): Keep {
  const scopes = new Map<string, Map<string, unknown>>()
  const keep: Keep = {
    read: async (scope) => new Map(scopes.get(scope)),
    async write(scope, records, claim) {
      if (claim?.standing && scopes.get(scope)?.get(claim.key) !== claim.value) return scopes.get(scope)?.get(claim.key)
      const held = scopes.get(scope) ?? new Map<string, unknown>()
      scopes.set(scope, held)
      if (claim && !held.has(claim.key)) held.set(claim.key, claim.value)
      for (const [key, value] of records) {
        if (value === undefined) held.delete(key)
        else held.set(key, structuredClone(value))
      }
      return claim && held.get(claim.key)
    },
    async wipe(scope, held) {
      if (!held || scopes.get(scope)?.get(held.key) === held.value) scopes.delete(scope)
    },
    spill: (scope, records, claim) => void keep.write(scope, records, claim),
  }
  return keep
}
