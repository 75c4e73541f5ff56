import { createShardedAdapter } from '@socket.io/redis-adapter'
import type { RelayServer } from '../gateway/socket-server.ts'
import type { Fact } from './fact.ts'
import type { Hear, RedisLink } from './redis-link.ts'

/** How relays hear of each other. Telling never waits, never throws and never promises: a relay that is away hears nothing. */
export interface Bus {
  tell(fact: Fact): void
  /** `from` names the relay that told it. */
  listen(take: (fact: Fact, from: string) => void): void
  /** Sends at once what was told in this turn. */
  flush(): void
}

/** Facts of so many are sent together at most. */
const TOGETHER = 500

/**
 * The bus over Socket.IO's Redis adapter. All that is told within one turn of the event loop goes out as one message: under load many
 * commits share one, which costs a relay less than half.
 */
export function createBus(parts: { io: RelayServer; link: RedisLink; relay: string; scope: string }): Bus {
  const { io, link, relay } = parts
  let told: Fact[] = []

  const client = toAdapterClient(link)
  io.adapter(createShardedAdapter(client, client, { channelPrefix: `firsthand:${parts.scope}`, subscriptionMode: 'static' }))

  const flush = (): void => {
    const facts = told
    told = []
    for (let at = 0; at < facts.length; at += TOGETHER) io.serverSideEmit('facts', relay, facts.slice(at, at + TOGETHER))
  }
  return {
    flush,
    tell(fact) {
      if (link.state === 'away') return
      if (told.push(fact) === 1) setImmediate(flush)
    },
    listen(take) {
      io.on(
        'facts' as never,
        ((from: string, facts: Fact[]) => {
          for (const fact of facts) take(fact, from)
        }) as never,
      )
    },
  }
}

/**
 * The adapter as it knows a client of the `redis` package. It is given this instead of one, because it awaits Redis before it delivers
 * anything at home, lets errors fly, and chooses its channels before the server's version is known.
 */
function toAdapterClient(link: RedisLink): object {
  return {
    sSubscribe: (channel: string, hear: Hear) => link.subscribe(channel, hear),
    sUnsubscribe: () => undefined,
    sPublish: (channel: string, message: string | Buffer) => Promise.resolve(link.publish(channel, message)),
    sendCommand: (command: string[]) => link.client.sendCommand(command),
  }
}
