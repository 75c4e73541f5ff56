import type { ConversationModel } from '@firsthand/client'
import { effect, signal } from '@preact/signals'

/** Marks a conversation read exactly while its newest is in sight, on a visible panel of a focused page. */
export interface ReadMarker {
  visible(is: boolean): void
  atEnd(is: boolean): void
  close(): void
}

/** Makes the marker of a conversation; it looks at the page's own visibility and focus itself. */
export function createReadMarker(conversation: ConversationModel): ReadMarker {
  const shown = signal(false)
  const end = signal(true)
  const seen = signal(isSeen())
  const look = (): void => {
    seen.value = isSeen()
  }
  for (const [target, name] of EVENTS()) target.addEventListener(name, look)
  const stop = effect(() => {
    if (conversation.timeline.value.length > 0 && shown.value && end.value && seen.value) conversation.markRead()
  })
  return {
    visible: (is) => void (shown.value = is),
    atEnd: (is) => void (end.value = is),
    close() {
      stop()
      for (const [target, name] of EVENTS()) target.removeEventListener(name, look)
    },
  }
}

const EVENTS = (): [EventTarget, string][] => [
  [document, 'visibilitychange'],
  [window, 'focus'],
  [window, 'blur'],
]

function isSeen(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus()
}
