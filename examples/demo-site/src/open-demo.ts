import { join } from 'node:path'
import { createRelay, readConfig, type RelayConfig } from '@firsthand/relay'
import { listenSite } from './listen-site.ts'
import { placeSite } from './place-site.ts'

const packages = join(import.meta.dirname, '../../../packages')

/** What a start is told: the ports (0 takes a free one) and the folder of the conversations. */
export interface DemoOptions {
  port: number
  demoPort: number
  dataFolder: string
}

/** The demo, listening. */
export interface Demo {
  site: string
  api: string
  /** For each owner, a link that signs in once. */
  consoles: { name: string; title: string; url: string }[]
  close(): Promise<void>
}

/** Opens the site and the relay; what was opened is closed again where the rest fails. */
export async function openDemo({ port, demoPort, dataFolder }: DemoOptions): Promise<Demo> {
  const site = await listenSite(demoPort).catch((reason: unknown) => fail('demo', reason))
  try {
    const read = await readConfig({ file: join(import.meta.dirname, '../firsthand.config.json'), env: {} })
    const config: RelayConfig = { ...placeSite(read, site.origin), host: '127.0.0.1', port, dataFolder }
    const relay = await createRelay({
      config,
      assets: { widget: join(packages, 'widget/dist/embed'), console: join(packages, 'console/dist') },
      logTo: process.stderr,
    })
    try {
      const api = await relay.listen()
      site.serve(api)
      const consoles = []
      for (const { handle, name, title = '' } of config.members) {
        consoles.push({ name, title, url: await relay.createSignInLink(handle) })
      }
      return { site: site.origin, api, consoles, close: async () => void (await Promise.all([site.close(), relay.close()])) }
    } catch (reason) {
      await relay.close()
      throw reason
    }
  } catch (reason) {
    await site.close()
    return fail('relay', reason)
  }
}

/** Which of the two could not be opened. */
export class DemoFailed extends Error {
  readonly what: 'relay' | 'demo'
  readonly code: string

  constructor(what: 'relay' | 'demo', cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.what = what
    const code: unknown = cause instanceof Error && 'code' in cause ? cause.code : null
    this.code = typeof code === 'string' ? code : 'unknown'
  }
}

function fail(what: 'relay' | 'demo', reason: unknown): never {
  throw new DemoFailed(what, reason)
}
