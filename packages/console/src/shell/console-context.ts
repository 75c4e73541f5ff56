import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Console } from '../create-console.ts'

const ConsoleContext = createContext<Console | null>(null)

/** Gives a console to everything drawn below. */
export const ConsoleProvider = ConsoleContext.Provider

/** The console a piece is drawn in. */
export function useConsole(): Console {
  const console = useContext(ConsoleContext)
  if (!console) throw new Error('A piece of the console was drawn outside of one.')
  return console
}
