import type { Clock } from '../clock.ts'
import type { LockEvents, TabChannel, Tabs } from '../tabs/tabs.ts'

/** The tabs of one browser, in one process. */
export interface TabHub {
  /** A new tab, with what a browser can do to it. */
  open(): HubTab
}

/** One tab. */
export interface HubTab {
  readonly tabs: Tabs
  /** Whether it has, or waits for, any lock; a page that does is kept out of the back/forward cache. */
  readonly locking: boolean
  /** It no longer runs: it keeps its locks, and what it is told waits. */
  freeze(): void
  thaw(): void
  /** It is gone, and its locks with it. */
  die(): void
}

interface Request {
  tab: object
  on: LockEvents
}

/** Makes a {@link TabHub}. What is told arrives a millisecond later, in order; locks are given in the order of asking. */
export function createTabHub(clock: Clock): TabHub {
  const channels = new Map<string, Set<{ tab: object; hear: (told: unknown) => void }>>()
  const locks = new Map<string, { holder: Request | null; queue: Request[] }>()

  function grant(name: string): void {
    const lock = locks.get(name)!
    if (lock.holder || lock.queue.length === 0) return
    const next = (lock.holder = lock.queue.shift()!)
    clock.after(1, () => {
      if (lock.holder === next) next.on.held()
    })
  }

  function leave(name: string, request: Request): void {
    const lock = locks.get(name)!
    lock.queue = lock.queue.filter((one) => one !== request)
    if (lock.holder === request) lock.holder = null
    grant(name)
  }

  return {
    open() {
      const tab = {}
      const late: (() => void)[] = []
      let frozen = false
      let dead = false
      const run = (act: () => void): void => {
        if (dead) return
        if (frozen) late.push(act)
        else act()
      }
      const mine = (): [string, Request][] =>
        [...locks].flatMap(([name, { holder, queue }]) =>
          [holder, ...queue].flatMap((one): [string, Request][] => (one?.tab === tab ? [[name, one]] : [])),
        )
      return {
        tabs: {
          join(name, hear): TabChannel {
            const ear = { tab, hear: (told: unknown) => run(() => hear(told)) }
            const ears = channels.get(name) ?? new Set()
            channels.set(name, ears)
            ears.add(ear)
            return {
              tell(told) {
                const copy = structuredClone(told)
                for (const other of ears) if (other !== ear) clock.after(1, () => ears.has(other) && other.hear(structuredClone(copy)))
              },
              leave: () => void ears.delete(ear),
            }
          },
          lock(name, steal, on) {
            const lock = locks.get(name) ?? { holder: null, queue: [] }
            locks.set(name, lock)
            const request: Request = { tab, on: { held: () => run(() => asked && on.held()), lost: () => run(() => asked && on.lost()) } }
            let asked = true
            if (steal) {
              const robbed = lock.holder
              lock.holder = null
              lock.queue.unshift(request)
              if (robbed) clock.after(1, () => robbed.on.lost())
            } else lock.queue.push(request)
            grant(name)
            return () => {
              asked = false
              leave(name, request)
            }
          },
        },
        get locking() {
          return mine().length > 0
        },
        freeze: () => void (frozen = true),
        thaw() {
          frozen = false
          for (const act of late.splice(0)) act()
        },
        die() {
          dead = true
          for (const [name, request] of mine()) leave(name, request)
          for (const ears of channels.values()) for (const ear of ears) if (ear.tab === tab) ears.delete(ear)
        },
      }
    },
  }
}
