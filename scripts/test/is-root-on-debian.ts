import { existsSync, readFileSync } from 'node:fs'

/** Whether system packages may simply be installed here: in a container of Debian, say, where the tests run as root. */
export function isRootOnDebian(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && /debian/i.test(readFileSync('/etc/os-release', 'utf8'))
}
