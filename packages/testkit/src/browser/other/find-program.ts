import { accessSync, constants, globSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A program by the variable that names it, by its names on the search path, or in one of these places. Null where there is none. */
export function findProgram(variable: string, names: readonly string[], places: readonly string[] = []): string | null {
  const chosen = process.env[variable]
  if (chosen) {
    if (isExecutable(chosen)) return chosen
    throw new Error(`${variable} is ${chosen}, and no program stands there.`)
  }
  const onSearchPath = (process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  return [...onSearchPath, ...places.flatMap((place) => globSync(place))].find(isExecutable) ?? null
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}
