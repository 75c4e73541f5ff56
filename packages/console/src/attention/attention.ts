import { signal, type ReadonlySignal } from '@preact/signals'

/** Whether a person is looking at this page. */
export interface Attention {
  /** Visible and focused: only then is something read (promise P15). */
  readonly looking: ReadonlySignal<boolean>
  close(): void
}

/** Follows the page's visibility and focus. */
export function createAttention(view: Window): Attention {
  const read = (): boolean => view.document.visibilityState === 'visible' && view.document.hasFocus()
  const looking = signal(read())
  const follow = (): void => {
    looking.value = read()
  }
  view.document.addEventListener('visibilitychange', follow)
  view.addEventListener('focus', follow)
  view.addEventListener('blur', follow)
  return {
    looking,
    close() {
      view.document.removeEventListener('visibilitychange', follow)
      view.removeEventListener('focus', follow)
      view.removeEventListener('blur', follow)
    },
  }
}
