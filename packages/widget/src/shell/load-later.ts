import { adoptStyles } from '@firsthand/ui'
import type * as later from './later.tsx'
import type { Words } from '../words/en.ts'
import type { TalkWords } from '../words/talk/en.ts'

/** What a first sight can do without, in one chunk (the timeline, the menus, their style) and one of words. */
export type Later = typeof later & { talk: TalkWords }

/** Where that stands: null while it is on its way, `failed` when it cannot be had. */
export type LaterState = Later | 'failed' | null

/**
 * Fetches it and adopts its style into the root the panel stands in by then (it may be drawn before it is put there); the panel calls
 * it as soon as the composer stands.
 */
export async function loadLater(words: Words, panel: HTMLElement): Promise<Later | 'failed'> {
  try {
    const [module, talk] = await Promise.all([import('./later.tsx'), words.talk()])
    adoptStyles(panel.getRootNode() as Document | ShadowRoot, module.laterSheet)
    return { ...module, talk }
  } catch {
    return 'failed'
  }
}
