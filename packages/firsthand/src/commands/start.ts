import { createRelay, type RelayConfig } from '@firsthand/relay'
import type { Command } from 'commander'
import { addPlaceOptions, readPlace, type PlaceOptions } from '../config-options.ts'
import { findAssets } from '../find-assets.ts'
import { keepReleases } from '../keep-releases.ts'
import type { Surroundings } from '../surroundings.ts'

/** The relay gets so long to end well; what then still hangs is cut. */
const PATIENCE_MS = 28_000

/** `firsthand start`. */
export function addStart(program: Command, around: Surroundings): void {
  addPlaceOptions(program.command('start'))
    .summary('start the relay')
    .description('Starts the relay, with the widget and the console, and runs until it is told to end (SIGTERM, Ctrl-C).')
    .option('--redis <address>', 'a Redis over which several relays tell each other, redis://host:6379')
    .option('--host <address>', 'the address to listen on')
    .option('-p, --port <port>', 'the port to listen on; 0 takes a free one')
    .option('--public-url <origin>', 'the address browsers reach the relay at')
    .option('--trust-proxy <proxies>', 'how many proxies in front are trusted, or their addresses, comma-separated')
    .option('--metrics <address>', 'where Prometheus metrics are served: a port, or address and port')
    .option('--log-level <level>', 'silent, error, warn, info or debug')
    .option('--no-links', 'print no sign-in links')
    .addHelpText(
      'after',
      `
Examples:
  firsthand start
  firsthand start --config /etc/firsthand/firsthand.config.json --data /var/lib/firsthand
  firsthand start --database postgres://firsthand@db.internal/firsthand --redis redis://redis.internal:6379`,
    )
    .action(async (options: PlaceOptions & { links: boolean }) => {
      const assets = findAssets()
      const config = await readPlace(options, around)
      const previous = keepReleases(config.dataFolder, assets)
      const relay = await createRelay({ config, assets: { ...assets, previous }, logTo: { write: around.err } })
      const ending = around.untilToldToEnd()
      try {
        const url = await relay.listen()
        const links = options.links ? await makeLinks(config, relay.createSignInLink) : []
        around.out(options.json ? `${JSON.stringify({ ok: true, url, links })}\n` : describe(url, links))
        await ending
      } finally {
        await within(PATIENCE_MS, relay.close())
      }
    })
}

async function makeLinks({ members }: RelayConfig, create: (handle: string) => Promise<string>) {
  return Promise.all(members.map(async ({ handle, name }) => ({ handle, name, link: await create(handle) })))
}

function describe(url: string, links: readonly { name: string; link: string }[]): string {
  const signIn =
    links.length === 0
      ? []
      : ['', 'Sign in to the console, once, within 30 minutes:', ...links.map(({ name, link }) => `  ${name}: ${link}`)]
  return [`Firsthand listens at ${url}`, ...signIn, ''].join('\n')
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The relay did not end within ${ms / 1000} s; what was left of it is cut.`)), ms)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
