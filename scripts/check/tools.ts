import type { Verdict } from '../check.ts'
import { runCommand } from '../run/run-command.ts'

/** Steps that are one tool with the configuration it finds at the root. */
export const checkFormat = (): Promise<Verdict> => runCommand(['oxfmt', '--check', '.'])
export const checkLint = (): Promise<Verdict> => runCommand(['oxlint'])
export const checkDirections = (): Promise<Verdict> => runCommand(['depcruise', 'packages', 'examples', 'scripts'])
export const checkUnused = (): Promise<Verdict> => runCommand(['knip', '--no-progress'])
