import type { Console } from '../create-console.ts'
import type { Action } from './actions.ts'
import { isSingleCharacter, readChord } from './chord.ts'

/**
 * Runs the action a key stands for. Lone letters do nothing while one types, while something lies over the screen, or where they were
 * switched off; what a focused control does with a key of its own (Enter on a button) is left to it.
 *
 * @returns the function that stops it
 */
export function listenForKeys(
  view: Window,
  actions: readonly Action[],
  { overlay, letterKeys }: Pick<Console, 'overlay' | 'letterKeys'>,
): () => void {
  const press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return
    const chord = readChord(event)
    const target = event.composedPath()[0]
    const typing = isTyped(target)
    const covered = overlay.peek() !== 'none'
    // What lies over the screen closes itself.
    if (chord === 'Escape' && covered) return
    if (chord === 'Escape' && typing && target instanceof HTMLElement) {
      target.blur()
      event.preventDefault()
      return
    }
    const action = actions.find((one) => one.keys.includes(chord))
    if (!action?.available()) return
    if (isSingleCharacter(chord) && (typing || !letterKeys.chosen.peek() || (covered && action.id !== 'keys'))) return
    if (chord === 'Enter' && (typing || covered || isPressed(target))) return
    event.preventDefault()
    action.run()
  }
  view.addEventListener('keydown', press)
  return () => view.removeEventListener('keydown', press)
}

function isTyped(target: EventTarget | undefined): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    target instanceof HTMLInputElement
  )
}

function isPressed(target: EventTarget | undefined): boolean {
  return target instanceof HTMLElement && target.closest('a, button, summary') !== null
}
