import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ENVIRONMENT, readConfig } from '@firsthand/relay'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

/** What of a service in compose.yaml these tests look at. */
interface Service {
  image: string
  restart: string
  environment?: Record<string, string>
  ports?: string[]
  volumes?: string[]
  networks: string[]
  read_only?: boolean
  cap_drop?: string[]
  security_opt: string[]
  healthcheck?: { test: string[] }
  depends_on?: Record<string, { condition: string }>
  stop_grace_period?: string
}

const folder = join(import.meta.dirname, '..')
const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
const text = read('compose.yaml')
const compose = parse(text) as {
  services: Record<'caddy' | 'relay' | 'postgres' | 'redis', Service>
  networks: Record<string, { internal?: boolean } | null>
  volumes: Record<string, null>
}
const services = Object.entries(compose.services)
const dockerfile = read('Dockerfile')

/** A version somebody can go back to: three numbers, or two where the project has no third. */
const PINNED = /^[a-z./-]+:\d+\.\d+(\.\d+)?(-[a-z]+)?$/

test.each(services)('%s is pinned, comes back by itself, says whether it is well, and gains no rights', (_, service) => {
  expect(service.image).toMatch(PINNED)
  expect(service.image).not.toContain('latest')
  expect(service.restart).toBe('unless-stopped')
  expect(service.security_opt).toContain('no-new-privileges:true')
})

test('only Caddy is reached from outside, and only Caddy reaches outside', () => {
  expect(services.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(['caddy'])
  expect(services.filter(([, { networks }]) => networks.includes('outside')).map(([name]) => name)).toEqual(['caddy'])
  expect(compose.networks['inside']).toEqual({ internal: true })
})

test('every service but the database runs on a read-only root file system without capabilities of its own', () => {
  const free = services.filter(([, { read_only, cap_drop }]) => !read_only || cap_drop?.join() !== 'ALL')
  expect(free.map(([name]) => name)).toEqual(['postgres'])
})

test('there is no password but those of .env, and without one nothing starts', () => {
  const asked = [...text.matchAll(/\$\{(\w+)([^}]*)\}/g)]
  expect(new Set(asked.map(([, name]) => name))).toEqual(new Set(['FIRSTHAND_DOMAIN', 'POSTGRES_PASSWORD', 'REDIS_PASSWORD']))
  for (const [, , otherwise] of asked) expect(otherwise).toMatch(/^:\?/)
  const lines = text.split('\n').filter((line) => /password/i.test(line) && !line.trim().startsWith('#'))
  expect(lines.filter((line) => !/\$\{\w*PASSWORD|\$\$REDIS_PASSWORD/.test(line))).toEqual([])
})

test('the relay waits for what it stands on, has the time to end well, and every variable it is given is one it reads', async () => {
  const { depends_on, stop_grace_period, environment } = compose.services.relay
  expect(depends_on).toEqual({ postgres: { condition: 'service_healthy' }, redis: { condition: 'service_healthy' } })
  expect(parseInt(stop_grace_period!, 10)).toBeGreaterThan(30)
  expect(Object.keys(ENVIRONMENT)).toEqual(expect.arrayContaining(Object.keys(environment!)))
  const image: Record<string, string | undefined> = Object.fromEntries(
    [...dockerfile.matchAll(/^\s*(?:ENV )?([A-Z_]+)=(\S+?)(?: \\)?$/gm)].map(([, name, value]) => [name, value]),
  )
  const env = Object.fromEntries(
    Object.entries({ ...image, ...environment }).map(([name, value]) => [name, String(value).replaceAll(/\$\{[^}]*\}/g, 'example.com')]),
  )
  const config = await readConfig({ env, file: join(folder, 'firsthand.config.example.json') })
  expect(config).toMatchObject({
    host: '0.0.0.0',
    port: 7420,
    publicUrl: 'https://example.com',
    dataFolder: '/data',
    database: expect.stringContaining('postgres://firsthand:'),
    redis: expect.stringContaining('redis://:'),
    trustProxy: 1,
    metrics: { host: '0.0.0.0', port: 9464 },
  })
})

test('every volume and file that is mounted stands', () => {
  const mounted = services.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0]!))
  const named = mounted.filter((source) => !source.startsWith('./'))
  expect(new Set(named)).toEqual(new Set(Object.keys(compose.volumes)))
  expect(mounted.filter((source) => source.startsWith('./'))).toEqual(['./Caddyfile', './firsthand.config.json'])
  expect(read('Caddyfile')).toContain('{$FIRSTHAND_DOMAIN}')
})

test('the image is pinned, runs as nobody special, keeps what it writes in one volume, and says whether it is well', () => {
  const images = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image)
  expect(images).toHaveLength(2)
  for (const image of images) expect(image).toMatch(PINNED)
  const last = dockerfile.slice(dockerfile.lastIndexOf('FROM '))
  expect(last).toMatch(/^USER 1000:1000$/m)
  expect(last).toMatch(/^VOLUME \/data$/m)
  expect(last).toMatch(/^HEALTHCHECK /m)
  expect(last).toMatch(/^ENTRYPOINT \["node", /m)
  // Before it: nothing is copied over later by somebody else.
  expect(last.indexOf('COPY')).toBeLessThan(last.indexOf('USER'))
  expect(dockerfile).not.toMatch(/^ADD |curl|wget|--privileged/m)
})

test('the image and the bare server are assembled by one script, of one version of pnpm', () => {
  expect(dockerfile).toContain('RUN sh examples/deploy/assemble.sh /app')
  const { devDependencies } = JSON.parse(readFileSync(join(folder, '../../package.json'), 'utf8')) as { devDependencies: { pnpm: string } }
  expect(read('assemble.sh')).toContain(`pnpm@${devDependencies.pnpm.replace('^', '')} `)
})

test('what an image is built from holds no data, no passwords and nothing that was built elsewhere', () => {
  const lines = read('Dockerfile.dockerignore').split('\n')
  expect(lines.find((line) => line !== '' && !line.startsWith('#'))).toBe('*')
  for (const never of ['**/node_modules', '**/dist', '**/.env', '**/.firsthand', '**/*.sqlite*']) expect(lines).toContain(never)
})

test('the service has a user of its own, writes to its own folder alone, and has the time to end well', () => {
  const unit = new Map(
    read('firsthand.service')
      .split('\n')
      .filter((line) => /^\w+=/.test(line))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
  expect(Object.fromEntries(unit)).toMatchObject({
    DynamicUser: 'yes',
    ProtectSystem: 'strict',
    NoNewPrivileges: 'yes',
    CapabilityBoundingSet: '',
  })
  expect(Number(unit.get('TimeoutStopSec'))).toBeGreaterThan(30)
  expect(unit.get('ExecStart')).toMatch(/ \/opt\/firsthand\/dist\/firsthand\.js start$/)
  const given = [...unit.get('Environment')!.matchAll(/(\w+)=/g)].map(([, name]) => name).filter((name) => name !== 'NODE_ENV')
  expect(Object.keys(ENVIRONMENT)).toEqual(expect.arrayContaining(given))
})
