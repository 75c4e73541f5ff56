import type { Tabs } from './tabs.ts'

/** The tabs of a browser, by BroadcastChannel and Web Locks. Either may be missing: in old browsers, sandboxed frames, insecure pages. */
export const pageTabs: Tabs = {
  join(name, hear) {
    try {
      const channel = new BroadcastChannel(name)
      channel.addEventListener('message', ({ data }) => hear(data))
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no other origins
      return { tell: (told) => channel.postMessage(told), leave: () => channel.close() }
    } catch {
      return null
    }
  },
  lock(name, steal, { held, lost }) {
    const { locks } = navigator as Partial<Navigator>
    if (!locks) return null
    const waiting = new AbortController()
    let over = false
    let release = (): void => waiting.abort()
    const hold = (): Promise<void> | undefined => {
      if (over) return undefined
      return new Promise((resolve) => {
        release = resolve
        held()
      })
    }
    locks.request(name, steal ? { steal } : { signal: waiting.signal }, hold).catch((error: Error) => {
      // Where locks are refused altogether, nobody else has one either.
      if (!over) (error.name === 'AbortError' ? lost : held)()
    })
    return () => {
      over = true
      release()
    }
  },
}
