import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

const knownPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]
const commands = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/**
 * Where a Chromium stands: `FIRSTHAND_CHROMIUM`, then the usual places, then the search path, then Playwright's own downloads.
 * Null when there is none. A wrong `FIRSTHAND_CHROMIUM` throws, for whoever set it meant it.
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | null {
  const chosen = env['FIRSTHAND_CHROMIUM']
  if (chosen) {
    if (isExecutable(chosen)) return chosen
    throw new Error(`FIRSTHAND_CHROMIUM is ${chosen}, and no program stands there.`)
  }
  const onSearchPath = (env['PATH'] ?? '').split(delimiter).flatMap((folder) => commands.map((command) => join(folder, command)))
  return [...knownPaths, ...onSearchPath, chromium.executablePath()].find(isExecutable) ?? null
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}
