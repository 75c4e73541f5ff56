import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { launchBrowser, servePages, startTestRelay, strictPolicy, watchContext, type ServedPage, type TestRelay } from '@firsthand/testkit'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'

const app = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'firsthand-npm-vite-'))
const closers: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })]
const sizes = new Map<string, number>()
let relay: TestRelay
let origin: string

beforeAll(async () => {
  // The app's address is known before it is built: the relay's goes into the build.
  const pages: Record<string, ServedPage> = { '/favicon.ico': { type: 'image/x-icon', body: '' } }
  let policy = ''
  const site = await servePages({
    pages: new Proxy(pages, {
      get: (all, path: string) =>
        all[path] ? { ...withType(path, all[path]), headers: { 'content-security-policy': policy } } : undefined,
    }),
  })
  origin = site.origin
  relay = await startTestRelay({
    store: 'memory',
    config: {
      members: [{ handle: 'nilufer', name: 'Nilufer Karimova' }],
      sites: [
        {
          key: 'levain',
          name: 'Levain',
          origins: [origin],
          fallback: 'nilufer',
          subjects: [{ key: 'timetable', kind: 'product', title: 'The timetable', url: `${origin}/`, owner: 'nilufer' }],
        },
      ],
    },
  })
  closers.push(
    () => site.close(),
    () => relay.close(),
  )
  policy = strictPolicy(relay.url).replace(/script-src [^;]+/, `script-src 'self'`)
  process.env['VITE_RELAY'] = relay.url
  await build({ root: app, logLevel: 'warn', build: { outDir: folder, emptyOutDir: true } })
  delete process.env['VITE_RELAY']
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())) {
    const file = join(entry.parentPath, entry.name)
    const body = readFileSync(file, 'utf8')
    pages[file.slice(folder.length).replace(/^\/index\.html$/, '/')] = body
    sizes.set(entry.name, brotliCompressSync(body).length)
  }
})
afterAll(() => Promise.all(closers.map((close) => close())))

function withType(path: string, page: ServedPage): { body: string; type: string } {
  const type = path.endsWith('.js') ? 'text/javascript' : path.endsWith('.css') ? 'text/css' : 'text/html; charset=utf-8'
  return { body: typeof page === 'string' ? page : page.body, type }
}

it('is built as any app is: the panel in a chunk of its own, a first opening within 31 kB', () => {
  const names = [...sizes.keys()]
  const find = (pattern: RegExp): string => names.find((name) => pattern.test(name))!
  const first = [find(/^index-.*\.js$/), find(/^panel-.*\.js$/), find(/^en-.*\.js$/)]
  expect(first.reduce((sum, name) => sum + sizes.get(name)!, 0)).toBeLessThanOrEqual(31_000)
})

it('talks: the app draws its timetable, its button opens the panel, a message is sent, under a strict policy', async () => {
  const browser = await launchBrowser()
  closers.push(() => browser.close())
  const context = await browser.newContext({ locale: 'en-GB' })
  const watch = await watchContext(context)
  const page = await context.newPage()
  await page.goto(origin)
  await page.getByText('04:30').waitFor()
  await page.getByRole('button', { name: 'Talk to Nilufer Karimova about The timetable' }).waitFor()
  await page.getByRole('button', { name: 'Ask Nilufer' }).click()
  const asked = page.evaluate(
    () => new Promise((resolve) => document.addEventListener('asked', (event) => resolve((event as CustomEvent).detail))),
  )
  await page.getByRole('dialog').getByRole('textbox').fill('Mine takes twice as long. Why?')
  await page.keyboard.press('Enter')
  expect(await asked).toBe('timetable')
  expect(watch(page).violations).toEqual([])
  expect(watch(page).errors).toEqual([])
})
