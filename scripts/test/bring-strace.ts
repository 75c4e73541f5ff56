import { spawnSync } from 'node:child_process'
import { runCommand } from '../run/run-command.ts'
import { isRootOnDebian } from './is-root-on-debian.ts'

const help =
  'No strace: install it (Debian: apt-get install strace). That no ack leaves before its commit is on disk is not tested without it.'

/** Finds strace or installs it from the system's packages where that is allowed. Answers what to say where neither works. */
export async function bringStrace(): Promise<string | null> {
  if (isThere()) return null
  if (process.platform !== 'linux' || !isRootOnDebian()) return help
  console.log('Installing strace …')
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const apt = ['apt-get', '-o', 'DPkg::Lock::Timeout=300']
  await runCommand([...apt, 'update'], { env })
  await runCommand([...apt, 'install', '--yes', '--no-install-recommends', 'strace'], { env })
  return isThere() ? null : help
}

function isThere(): boolean {
  return spawnSync('strace', ['-V']).status === 0
}
