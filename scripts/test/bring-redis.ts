import { findRedis } from '../../packages/testkit/src/redis/find-redis.ts'
import { runCommand } from '../run/run-command.ts'
import { isRootOnDebian } from './is-root-on-debian.ts'

const help =
  'No Redis: install redis-server or valkey-server (Debian: apt-get install redis-server), or name it in FIRSTHAND_REDIS_SERVER. The tests with Redis will fail.'

/** Finds a Redis or Valkey server or installs one from the system's packages where that is allowed. Answers what to say where neither works. */
export async function bringRedis(): Promise<string | null> {
  try {
    if (findRedis()) return null
  } catch (reason) {
    return (reason as Error).message
  }
  if (!isRootOnDebian()) return help
  console.log('Installing Redis …')
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const apt = ['apt-get', '-o', 'DPkg::Lock::Timeout=300']
  await runCommand([...apt, 'update'], { env })
  const outcome = await runCommand([...apt, 'install', '--yes', '--no-install-recommends', 'redis-server'], { env })
  return findRedis() ? null : `${help}\n${outcome.output.trimEnd().split('\n').at(-1) ?? ''}`
}
