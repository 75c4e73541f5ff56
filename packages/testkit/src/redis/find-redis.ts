import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const commands = ['redis-server', 'valkey-server']
const folders = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']

/**
 * Where a Redis or Valkey server stands: `FIRSTHAND_REDIS_SERVER`, then the search path, then the usual places. Null when there is none.
 * A wrong `FIRSTHAND_REDIS_SERVER` throws, for whoever set it meant it.
 */
export function findRedis(env: NodeJS.ProcessEnv = process.env): string | null {
  const chosen = env['FIRSTHAND_REDIS_SERVER']
  if (chosen) {
    if (isExecutable(chosen)) return chosen
    throw new Error(`FIRSTHAND_REDIS_SERVER is ${chosen}, and no program stands there.`)
  }
  const places = [...(env['PATH'] ?? '').split(delimiter), ...folders]
  return places.flatMap((folder) => commands.map((command) => join(folder, command))).find(isExecutable) ?? null
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}
