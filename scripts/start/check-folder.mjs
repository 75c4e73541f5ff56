import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes the data folder where it is not there, and refuses one that cannot be written to: before anything is installed for it.
 *
 * @param {string} folder
 * @returns {string | null} the one line to print, or null where it will do
 */
export function checkFolder(folder) {
  try {
    makeFolder(folder)
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return null
  } catch (reason) {
    const why = reason instanceof Error && 'code' in reason ? String(reason.code) : String(reason)
    return `The data folder ${folder} cannot be written to (${why}). Choose another: FIRSTHAND_DATA=… npm start`
  }
}

/**
 * One folder after the other: below `/proc` and its like, Node's own recursive `mkdir` tries without end.
 *
 * @param {string} folder
 */
function makeFolder(folder) {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}
