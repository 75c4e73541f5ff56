import type { ClientOptions } from '@firsthand/client'
import { openPipe } from './pipe.ts'
import type { Life, World } from './world.ts'

type Tabs = NonNullable<ClientOptions['tabs']>
type LockEvents = Parameters<Tabs['lock']>[2]

/** What a browser offers its tabs to find each other by: a channel and locks, a channel alone, or nothing. */
export type TabMeans = 'both' | 'channel' | 'none'

/** The tabs of one browser. */
export interface TabHub {
  openTabs(page: Life): Tabs | null
  /** A page is gone, and its locks and ears with it. */
  pageGone(page: Life): void
}

interface Request {
  page: Life
  on: LockEvents
  over: boolean
}

/** Makes a {@link TabHub}. What is told arrives in order, a little later; locks are given in the order of asking. */
export function createTabHub(world: World, means: TabMeans): TabHub {
  const channels = new Map<string, Set<{ page: Life; hear(told: unknown): void }>>()
  const locks = new Map<string, Request[]>()

  /** The first of the line holds the lock. */
  function grant(name: string): void {
    const [first] = locks.get(name) ?? []
    if (first) first.page.after(1, 'lock', () => first.over || locks.get(name)?.[0] !== first || first.on.held())
  }

  function leave(name: string, request: Request): void {
    const line = locks.get(name)!
    const held = line[0] === request
    request.over = true
    locks.set(
      name,
      line.filter((one) => one !== request),
    )
    if (held) grant(name)
  }

  return {
    openTabs(page) {
      if (means === 'none') return null
      return {
        join(name, hear) {
          const pipe = openPipe(world, page, () => 1)
          const ear = { page, hear: (told: unknown) => pipe.push('tab', () => ears.has(ear) && hear(told)) }
          const ears = channels.get(name) ?? new Set()
          channels.set(name, ears.add(ear))
          return {
            tell(told) {
              for (const other of ears) if (other !== ear) other.hear(structuredClone(told))
            },
            leave: () => void ears.delete(ear),
          }
        },
        lock(name, steal, on) {
          if (means === 'channel') return null
          const request: Request = { page, on, over: false }
          const line = locks.get(name) ?? []
          if (steal) {
            const [robbed, ...rest] = line
            locks.set(name, [request, ...rest])
            if (robbed) {
              robbed.over = true
              robbed.page.after(1, 'lock lost', () => robbed.on.lost())
            }
          } else locks.set(name, [...line, request])
          if (locks.get(name)![0] === request) grant(name)
          return () => leave(name, request)
        },
      }
    },
    pageGone(page) {
      for (const [name, line] of locks) for (const request of line) if (request.page === page) leave(name, request)
      for (const ears of channels.values()) for (const ear of ears) if (ear.page === page) ears.delete(ear)
    },
  }
}
