import type { Link } from '../link/link.ts'
import type { TabChannel, Tabs } from './tabs.ts'
import type { Told } from './told.ts'

/** The channel between the tabs of one identity. */
export interface Mirror {
  tell(told: Told): void
  close(): void
}

/** What a mirror is made of. */
export interface MirrorOptions {
  tabs: Tabs | null
  link: Link
  name: string
  /** Names the identity without giving its secret away: whoever has another one is not spoken to. */
  mark(): string
  hear(told: Told): void
  /** Somebody else spoke: this tab may have been left behind, or have another visitor's company. */
  strange(): void
}

/** Makes a {@link Mirror}. It is shut while the page is put away: an open channel may keep it from the back/forward cache, and a message would throw it out. */
export function createMirror({ tabs, link, name, mark, hear, strange }: MirrorOptions): Mirror {
  let channel: TabChannel | null = null
  let away = false
  // Told while the page was put away, which the others hear when it is back: in its order, before what is told then [P5].
  const untold: unknown[] = []

  function join(): void {
    channel ??=
      tabs?.join(name, (heard) => {
        const { of, told } = heard as { of: string; told: Told }
        if (of === mark()) hear(told)
        else strange()
      }) ?? null
    away = false
    for (const words of untold.splice(0)) channel?.tell(words)
  }

  function leave(): void {
    channel?.leave()
    channel = null
    away = true
  }

  join()
  const ends = [link.on('hidden', leave), link.on('awake', join)]

  return {
    tell(told) {
      const words = { of: mark(), told }
      if (away) untold.push(words)
      else channel?.tell(words)
    },
    close() {
      leave()
      for (const end of ends) end()
    },
  }
}

/** A mark of a secret: enough to tell two visitors of one browser apart, far too little to be one of them. */
export function markOf(secret: string): string {
  let mark = 0
  for (let at = 0; at < secret.length; at++) mark = (Math.imul(mark, 31) + secret.charCodeAt(at)) | 0
  return `${mark}`
}
