import { useConsole } from '../shell/console-context.ts'
import type { Action, ActionId } from './actions.ts'
import { isSingleCharacter, showChord } from './chord.ts'

/** What a button needs of an action: its words, its key as shown, and what it does. */
export interface BoundAction {
  label: string
  keys?: string
  run(): void
}

/** Finds an action for a button. Its key is left out where lone letters are switched off. */
export function useAction(id: ActionId): BoundAction {
  const { actions, letterKeys } = useConsole()
  const action = actions.find((one) => one.id === id)
  if (!action) throw new Error(`No action is called ${id}.`)
  const keys = shownKeys(action, letterKeys.chosen.value)[0]
  return { label: action.label(), run: () => action.run(), ...(keys === undefined ? {} : { keys }) }
}

/** The keys of an action as one reads them, those that work now. */
export function shownKeys(action: Action, letters: boolean): string[] {
  return action.keys.filter((chord) => letters || !isSingleCharacter(chord)).map((chord) => showChord(chord, isMac()))
}

function isMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.userAgent)
}
