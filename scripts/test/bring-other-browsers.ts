import { findFirefox } from '../../packages/testkit/src/browser/other/find-firefox.ts'
import { findWebKit } from '../../packages/testkit/src/browser/other/find-webkit.ts'
import { runCommand } from '../run/run-command.ts'
import { isRootOnDebian } from './is-root-on-debian.ts'

const others = [
  { name: 'Firefox', find: findFirefox, packages: ['firefox-esr'], hint: 'or name one in FIRSTHAND_FIREFOX' },
  {
    name: 'WebKit',
    find: findWebKit,
    packages: ['webkit2gtk-driver', 'xvfb'],
    hint: 'which is WebKitGTK, its driver and a screen that is none',
  },
]

/**
 * Finds Firefox and WebKit or installs them from the system's packages where that is allowed. They are a second opinion: where one cannot be
 * had its small set is not run, and neither passes nor fails. Answers what to say then.
 */
export async function bringOtherBrowsers(): Promise<string | null> {
  const missing: string[] = []
  for (const { name, find, packages, hint } of others) {
    try {
      if (find()) continue
      if (isRootOnDebian()) {
        console.log(`Installing ${name} …`)
        const env = { DEBIAN_FRONTEND: 'noninteractive' }
        const apt = ['apt-get', '-o', 'DPkg::Lock::Timeout=300']
        await runCommand([...apt, 'update'], { env })
        await runCommand([...apt, 'install', '--yes', '--no-install-recommends', ...packages], { env })
        if (find()) continue
      }
      missing.push(`NOT RUN: the small set in ${name}, which is not here (Debian: apt-get install ${packages.join(' ')}; ${hint}).`)
    } catch (reason) {
      missing.push(`NOT RUN: the small set in ${name}: ${(reason as Error).message}`)
    }
  }
  return missing.length > 0 ? missing.join('\n') : null
}
