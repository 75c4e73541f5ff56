import type { Keep } from '@firsthand/client'
import { createId, success } from '@firsthand/protocol'
import { openMemory } from '../../../relay/src/store/memory/memory-store.ts'
import type { Store } from '../../../relay/src/store/store.ts'
import type { SimulatedDisk } from './simulated-disk.ts'

/**
 * Deliberate breakages, to show that the simulation can fail: each takes one promise away and has to be caught. Everything but the
 * broken place stays as it is.
 */
export const BREAKAGES = {
  'forget-cid': 'P2: a cid that comes again is taken for something new',
  'ack-before-commit': 'P4: an append is answered, and then committed',
  'turn-around': 'P5: what was unsent is restored in the opposite order',
  'empty-sync': 'P7: what is missing is asked for, and the page is empty',
  'no-changes': 'P8: an inbox never says what changed',
  'lose-outbox': 'P9: a page that begins finds nothing of what was unsent',
  'never-wiped': 'P11: logging out leaves the outbox and the secret',
  'keep-deleted': 'P14: a page of the log carries text that was deleted since',
  'cursor-back': 'P15: a cursor is stored where it was told to be, lower or not',
  'tell-everybody': 'an entry goes to whoever is connected',
} as const

/** One of {@link BREAKAGES}. */
export type Breakage = keyof typeof BREAKAGES

/** The committed state as somebody sees it who broke its promises. */
export function breakStore(store: Store, disk: SimulatedDisk, breakage: Breakage | undefined, later: (act: () => void) => void): Store {
  switch (breakage) {
    case 'forget-cid':
      return {
        ...store,
        async append(request) {
          const known = disk.memory.conversations.get(request.conversation)?.entries.some(({ cid }) => cid === request.cid)
          const done = await store.append(known ? { ...request, cid: createId() } : request)
          return done.ok ? success({ ...done.value, ack: { ...done.value.ack, cid: request.cid } }) : done
        },
      }
    case 'ack-before-commit':
      return {
        ...store,
        append(request) {
          later(() => void store.append(request))
          return openMemory(structuredClone(disk.memory), () => 0).append(request)
        },
      }
    case 'empty-sync':
      return {
        ...store,
        async readLog(conversation, where, limit) {
          const page = await store.readLog(conversation, where, limit)
          return page.ok && 'after' in where ? success({ ...page.value, entries: [], more: false }) : page
        },
      }
    case 'no-changes':
      return {
        ...store,
        readInbox: async (person, where, limit) =>
          'after' in where
            ? success({ conversations: [], cursor: where.after, older: null, more: false })
            : store.readInbox(person, where, limit),
      }
    case 'keep-deleted':
      return {
        ...store,
        async readLog(conversation, where, limit) {
          const page = await store.readLog(conversation, where, limit)
          if (!page.ok) return page
          const entries = page.value.entries.map((entry) => {
            const seen = disk.seen.get(entry.cid) ?? entry.body
            disk.seen.set(entry.cid, seen)
            return { ...entry, body: seen } as typeof entry
          })
          return success({ ...page.value, entries })
        },
      }
    case 'cursor-back':
      return {
        ...store,
        async advanceCursor(conversation, person, to) {
          const moved = await store.advanceCursor(conversation, person, to)
          const reader = disk.memory.conversations.get(conversation)?.participants.find((one) => one.person === person)
          if (reader && to.delivered !== undefined) reader.delivered = to.delivered
          return moved
        },
      }
    default:
      return store
  }
}

/** A storage that promises what it does not hold. */
export function breakKeep(keep: Keep, breakage: Breakage | undefined): Keep {
  switch (breakage) {
    case 'turn-around':
      return { ...keep, read: async (scope) => turnAround(await keep.read(scope)) }
    case 'lose-outbox':
      return { ...keep, read: async (scope) => new Map([...(await keep.read(scope))].filter(([, value]) => typeof value === 'string')) }
    case 'never-wiped':
      return { ...keep, wipe: async () => {} }
    default:
      return keep
  }
}

function turnAround(kept: Map<string, unknown>): Map<string, unknown> {
  return new Map(
    [...kept].map(([key, value]) => {
      const order = (value as { order?: unknown } | null)?.order
      return [key, typeof order === 'number' ? { ...(value as object), order: -order } : value] as const
    }),
  )
}
