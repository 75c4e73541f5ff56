// `npm run dev`: the site, and a relay of its own beside it.
import { join } from 'node:path'
import { createRelay, readConfig } from '@firsthand/relay'
import { serveSite } from './src/serve-site.ts'

const packages = join(import.meta.dirname, '../../packages')
const config = await readConfig({ file: join(import.meta.dirname, 'firsthand.config.json'), env: {} })
const relay = await createRelay({
  config,
  assets: { widget: join(packages, 'widget/dist/embed'), console: join(packages, 'console/dist') },
})
const site = await serveSite(7441)
site.embed(await relay.listen())
process.stdout.write(`Site: ${site.origin}\n`)
for (const { handle, name } of config.members) process.stdout.write(`Console of ${name}: ${await relay.createSignInLink(handle)}\n`)
process.once('SIGINT', () => void Promise.all([site.close(), relay.close()]))
