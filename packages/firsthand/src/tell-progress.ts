import type { Surroundings } from './surroundings.ts'

/** No oftener than this is it said how far something is. */
const EVERY_MS = 1_000

/** Says on standard error how far something is, now and then; nothing where a program reads the answer. */
export function tellProgress(around: Surroundings, options: { json?: boolean }): (line: string) => void {
  let next = performance.now() + EVERY_MS
  return (line) => {
    if (options.json || performance.now() < next) return
    next = performance.now() + EVERY_MS
    around.err(`${line} …\n`)
  }
}
