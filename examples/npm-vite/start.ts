// `npm run dev`: the app by Vite, and a relay of its own beside it.
import { join } from 'node:path'
import { createRelay, readConfig } from '@firsthand/relay'
import { createServer } from 'vite'

const console = join(import.meta.dirname, '../../packages/console/dist')
const config = await readConfig({ file: join(import.meta.dirname, 'firsthand.config.json'), env: {} })
const relay = await createRelay({ config, assets: { console } })
const api = await relay.listen()
process.env['VITE_RELAY'] = api
const site = await createServer({ root: import.meta.dirname, server: { port: 5173, strictPort: true } })
await site.listen()
site.printUrls()
process.stdout.write(`  Console: ${await relay.createSignInLink('nilufer')}\n`)
process.once('SIGINT', () => void Promise.all([site.close(), relay.close()]))
