import { findChromium } from '../../packages/testkit/src/browser/find-chromium.ts'
import { runCommand } from '../run/run-command.ts'
import { isRootOnDebian } from './is-root-on-debian.ts'

const help =
  'No Chromium: install one (Debian: apt-get install chromium) or name it in FIRSTHAND_CHROMIUM. The tests in a browser will fail.'

/** Finds a Chromium or installs one: from the system's packages where that is allowed, else Playwright's own. Answers what to say where neither works. */
export async function bringChromium(): Promise<string | null> {
  try {
    if (findChromium()) return null
  } catch (reason) {
    return (reason as Error).message
  }
  console.log('Installing Chromium …')
  if (isRootOnDebian()) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await runCommand(['apt-get', 'update'], { env })
    await runCommand(['apt-get', 'install', '--yes', '--no-install-recommends', 'chromium', 'fonts-liberation', 'fonts-noto-color-emoji'], {
      env,
    })
    if (findChromium()) return null
  }
  const playwright = new URL('../../packages/testkit/node_modules/playwright-core/cli.js', import.meta.url).pathname
  const outcome = await runCommand(['node', playwright, 'install', 'chromium'])
  return findChromium() ? null : `${help}\n${outcome.output.trimEnd().split('\n').at(-1) ?? ''}`
}
