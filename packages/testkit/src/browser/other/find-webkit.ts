import { findProgram } from './find-program.ts'

/** What a WebKit without a screen of its own is made of: WebKitGTK's driver and browser, and a screen that is none. */
export interface WebKitPrograms {
  driver: string
  browser: string
  screen: string
}

/** Where they stand: `FIRSTHAND_WEBKIT_DRIVER`, `FIRSTHAND_WEBKIT`, `FIRSTHAND_XVFB`, then the usual places. Null where one is missing. */
export function findWebKit(): WebKitPrograms | null {
  const driver = findProgram('FIRSTHAND_WEBKIT_DRIVER', ['WebKitWebDriver'])
  const browser = findProgram('FIRSTHAND_WEBKIT', ['MiniBrowser'], ['/usr/{lib,libexec,lib/*-linux-gnu}/webkit2gtk-4.{1,0}/MiniBrowser'])
  const screen = findProgram('FIRSTHAND_XVFB', ['Xvfb'])
  return driver && browser && screen ? { driver, browser, screen } : null
}
