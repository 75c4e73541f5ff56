import { findProgram } from './find-program.ts'

/** Where a Firefox stands: `FIRSTHAND_FIREFOX`, then the search path, then the usual places. Null when there is none. */
export function findFirefox(): string | null {
  return findProgram(
    'FIRSTHAND_FIREFOX',
    ['firefox-esr', 'firefox'],
    ['/usr/bin/firefox*', '/Applications/Firefox.app/Contents/MacOS/firefox'],
  )
}
