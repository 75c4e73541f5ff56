/** The oldest that does what relays need. Valkey counts from the Redis it began as. */
export const REDIS_FLOOR = '6.2'

/** What a relay wants to know of the server. */
export interface RedisServer {
  version: string
  /** Whether it is {@link REDIS_FLOOR} or later. */
  enough: boolean
  /**
   * Whether it has sharded channels. A node of a cluster is spoken to over classic ones, which reach the whole cluster from each of
   * its nodes; sharded ones would be refused by every node but one.
   */
  sharded: boolean
}

/** Reads the answer to `INFO server`. */
export function readRedisServer(info: string): RedisServer {
  const read = (name: string): string => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? ''
  const version = read('redis_version')
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return {
    version: read('valkey_version') ? `${version} (Valkey ${read('valkey_version')})` : version,
    enough: major > 6 || (major === 6 && minor >= 2),
    sharded: major >= 7 && read('redis_mode') !== 'cluster',
  }
}
