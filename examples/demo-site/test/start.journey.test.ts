import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { isAlive, listDescendants, runStart, type Announced, type StartRun } from './run-start.ts'

const folder = mkdtempSync(join(tmpdir(), 'firsthand-start-'))
const runs: StartRun[] = []
const start = (environment: Record<string, string> = {}): StartRun => {
  const run = runStart({ FIRSTHAND_DATA: join(folder, 'kept'), ...environment })
  runs.push(run)
  return run
}

/** Exchanges a sign-in link for the cookie of a session, as the console does. */
async function signIn(api: string, link: string): Promise<Response> {
  const token = new URL(link).hash.replace('#sign-in=', '')
  return fetch(`${api}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: api },
    body: JSON.stringify({ token }),
  })
}

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('npm start', () => {
  let run: StartRun
  let demo: Announced

  beforeAll(async () => {
    run = start()
    demo = await run.announced
  })
  afterAll(async () => {
    run.kill('SIGTERM')
    await run.ended
  })

  test('prints where the site, the consoles and the relay are, each on a line of its own', () => {
    expect(demo.site).toMatch(/^http:\/\/localhost:\d+$/)
    expect(demo.api).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(demo.consoles).toHaveLength(4)
    for (const link of demo.consoles) expect(link).toMatch(new RegExp(`^${demo.api}/console/#sign-in=[\\w-]{43}$`))
  })

  test.each(['/', '/wren/', '/roost/', '/guide/', '/about/'])('serves %s with the tag, under a strict policy', async (path) => {
    const page = await fetch(demo.site + path)
    const policy = page.headers.get('content-security-policy')
    expect(page.status).toBe(200)
    expect(await page.text()).toContain(`<script async src="${demo.api}/v1.js" data-site="demo"></script>`)
    expect(policy).toContain(`script-src 'self' ${demo.api};`)
    expect(policy).toContain(`connect-src ${demo.api} ${demo.api.replace('http', 'ws')};`)
    expect(policy).toContain("require-trusted-types-for 'script'")
    expect(policy).not.toContain('unsafe')
  })

  test('links to nothing that is not there', async () => {
    const pages = await Promise.all(
      ['/', '/wren/', '/roost/', '/guide/', '/about/'].map(async (path) => (await fetch(demo.site + path)).text()),
    )
    const paths = new Set(pages.flatMap((page) => [...page.matchAll(/(?:href|src)="(\/[^"#]*)/g)].map(([, path]) => path!)))
    const answers = await Promise.all([...paths].map(async (path) => [path, (await fetch(demo.site + path)).status]))
    expect(answers.filter(([, status]) => status !== 200)).toEqual([])
    expect(paths.size).toBeGreaterThan(15)
  })

  test.each([
    ['/wren/', undefined, 'Maren Aalders'],
    ['/roost/', undefined, 'Tobias Okoye'],
    ['/guide/', 'guide/dawn-chorus', 'Hana Ishikawa'],
    ['/about/', undefined, 'Idris Rahmani'],
    ['/', undefined, 'Idris Rahmani'],
  ])('%s belongs to the person who answers for it', async (path, subject, name) => {
    const query = new URLSearchParams({ site: 'demo', url: demo.site + path, ...(subject && { subject }) })
    const card = await fetch(`${demo.api}/v1/card?${query.toString()}`, { headers: { origin: demo.site } })
    expect(await card.json()).toMatchObject({ owner: { name, faceData: expect.stringMatching(/^data:image\/webp;base64,/) } })
  })

  test('signs an owner in by a link, once', async () => {
    const link = demo.consoles[1]!
    expect(await (await signIn(demo.api, link)).json()).toMatchObject({ person: { name: 'Tobias Okoye' } })
    expect(await (await signIn(demo.api, link)).json()).toMatchObject({ code: 'link-invalid' })
  })

  test('refuses a second relay on the same folder, in one line', async () => {
    const second = start()
    expect(await second.ended).not.toBe(0)
    expect(second.stderr.trim()).toMatch(/^Another relay is at work on the data folder .*FIRSTHAND_DATA=… npm start$/)
  })

  test.each([
    ['PORT', () => new URL(demo.api).port],
    ['DEMO_PORT', () => new URL(demo.site).port],
  ])('refuses a taken %s, in one line that names it', async (name, port) => {
    const second = start({ [name]: port(), FIRSTHAND_DATA: join(folder, 'other') })
    expect(await second.ended).not.toBe(0)
    expect(second.stderr.trim()).toMatch(new RegExp(`^Port ${port()} is taken.* ${name}=\\d+ npm start$`))
  })
})

describe('npm start, when it cannot', () => {
  test('says in one line that the folder cannot be written to', async () => {
    const file = join(folder, 'a-file')
    writeFileSync(file, '')
    const run = start({ FIRSTHAND_DATA: join(file, 'below') })
    expect(await run.ended).not.toBe(0)
    expect(run.stderr.trim()).toMatch(/^The data folder .*a-file\/below .*FIRSTHAND_DATA=… npm start$/)
    expect(run.stdout).toBe('')
  })

  test('says in one line that a port is none', async () => {
    const run = start({ PORT: 'eighty' })
    expect(await run.ended).not.toBe(0)
    expect(run.stderr.trim()).toBe('PORT is "eighty"; it must be a whole number from 0 to 65535.')
  })

  test('leaves the port of somebody else alone, whichever loopback address they are at', async () => {
    const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
    const other = createServer().listen(0, addresses.some(({ address }) => address === '::1') ? '::1' : '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const run = start({ DEMO_PORT: String(port), FIRSTHAND_DATA: join(folder, 'other') })
    expect(await run.ended).not.toBe(0)
    expect(run.stderr).toContain(`Port ${port} is taken`)
    other.close()
  })
})

describe('npm start, ended', () => {
  afterEach(() => runs.forEach((run) => run.kill('SIGKILL')))

  test.each(['SIGTERM', 'SIGINT'] as const)('%s ends every child, and the start with exit code 0', async (signal) => {
    const run = start({ FIRSTHAND_DATA: join(folder, signal) })
    await run.announced
    const children = listDescendants(run.pid)
    expect(children.length).toBeGreaterThan(0)
    run.kill(signal)
    expect(await run.ended).toBe(0)
    expect(children.filter(isAlive)).toEqual([])
  })

  test('ends every child even where the start is killed', async () => {
    const run = start({ FIRSTHAND_DATA: join(folder, 'killed') })
    await run.announced
    const children = listDescendants(run.pid)
    run.kill('SIGKILL')
    await run.ended
    await vi.waitFor(() => expect(children.filter(isAlive)).toEqual([]), { timeout: 10_000 })
  })

  test('keeps what it was told until the next time, and neither installs nor builds again', async () => {
    const first = start({ FIRSTHAND_DATA: join(folder, 'twice') })
    const { api, consoles } = await first.announced
    const cookie = (await signIn(api, consoles[0]!)).headers.get('set-cookie')!.split(';', 1)[0]!
    first.kill('SIGTERM')
    await first.ended

    const second = start({ FIRSTHAND_DATA: join(folder, 'twice'), PORT: new URL(api).port })
    await second.announced
    const session = await fetch(`${api}/v1/session`, { headers: { cookie, origin: api } })
    expect(await session.json()).toMatchObject({ person: { name: 'Maren Aalders' } })
    expect(second.stderr).toBe('')
    second.kill('SIGTERM')
    await second.ended
  })
})
