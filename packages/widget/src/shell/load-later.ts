import { adoptStyles } from '@firsthand/ui'
import { signal, type Signal } from '@preact/signals'
import type { Words } from '../words/en.ts'
import type { TalkWords } from '../words/talk/en.ts'

/** What a first sight can do without, in one chunk (the timeline, the menus, their style) and one of words. */
export type Later = typeof import('./later.tsx') & { talk: TalkWords }

/** The chunk once it is there; `failed` when it could not be had. */
export type LaterSignal = Signal<Later | 'failed' | null>

/** Fetches it and adopts its style into the panel's root; the panel calls it as soon as the composer stands. */
export function loadLater(words: Words, root: Document | ShadowRoot): LaterSignal {
  const later: LaterSignal = signal(null)
  Promise.all([import('./later.tsx'), words.talk()]).then(
    ([module, talk]) => {
      adoptStyles(root, module.talkSheet)
      later.value = { ...module, talk }
    },
    () => (later.value = 'failed'),
  )
  return later
}
