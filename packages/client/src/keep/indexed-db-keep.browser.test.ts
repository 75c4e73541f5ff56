import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, servePages } from '@firsthand/testkit'
import type { PageServer } from '@firsthand/testkit'
import type { indexedDbKeep } from './indexed-db-keep.ts'

declare global {
  interface Window {
    keep: typeof indexedDbKeep
  }
}

type Browser = Awaited<ReturnType<typeof launchBrowser>>
type Page = Awaited<ReturnType<Browser['newPage']>>

let browser: Browser
let site: PageServer

beforeAll(async () => {
  browser = await launchBrowser()
  site = await servePages({
    pages: {
      '/': '<!doctype html><title>Keep</title><script type="module">import { indexedDbKeep } from "/keep.js"; window.keep = indexedDbKeep</script>',
      '/keep.js': {
        type: 'text/javascript',
        body: stripTypeScriptTypes(readFileSync(join(import.meta.dirname, 'indexed-db-keep.ts'), 'utf8')),
      },
    },
  })
})

afterAll(async () => {
  await site.close()
  await browser.close()
})

async function openTabs(count: number): Promise<{ tabs: Page[]; close(): Promise<void> }> {
  const context = await browser.newContext()
  const tabs = await Promise.all(Array.from({ length: count }, () => context.newPage()))
  for (const tab of tabs) {
    await tab.goto(site.origin)
    await tab.waitForFunction(() => window.keep !== undefined)
  }
  return { tabs, close: () => context.close() }
}

const readAll = (tab: Page, scope: string): Promise<Record<string, unknown>> =>
  tab.evaluate(async (of) => Object.fromEntries(await window.keep.read(of)), scope)

test('reading leaves nothing behind, not even an empty database', async () => {
  const { tabs, close } = await openTabs(1)
  expect(await readAll(tabs[0]!, 'a')).toEqual({})
  expect(await tabs[0]!.evaluate(() => indexedDB.databases())).toEqual([])
  await close()
})

test('[P9] what was written stands after a reload, by scope, until it is removed', async () => {
  const { tabs, close } = await openTabs(1)
  const tab = tabs[0]!
  await tab.evaluate(async () => {
    await window.keep.write('a', [
      ['said:1', { text: 'one' }],
      ['said:2', { text: 'two' }],
    ])
    await window.keep.write('a b', [['said:1', { text: 'of another' }]])
    await window.keep.write('a', [['said:2', undefined]])
  })
  await tab.reload()
  await tab.waitForFunction(() => window.keep !== undefined)
  expect(await readAll(tab, 'a')).toEqual({ 'said:1': { text: 'one' } })
  expect(await readAll(tab, 'a b')).toEqual({ 'said:1': { text: 'of another' } })
  await close()
})

test('[P11] two tabs that claim at once end with one secret, and each keeps what it wrote with it', async () => {
  const { tabs, close } = await openTabs(2)
  const stands = await Promise.all(
    tabs.map((tab, index) =>
      tab.evaluate((own) => window.keep.write('a', [[`said:${own}`, own]], { key: 'secret', value: `secret ${own}` }), index),
    ),
  )
  expect(stands[0]).toBe(stands[1])
  expect(await readAll(tabs[0]!, 'a')).toEqual({ secret: stands[0], 'said:0': 0, 'said:1': 1 })
  await close()
})

test('[P11] a wipe spares whoever has taken the place of the secret it is for', async () => {
  const { tabs, close } = await openTabs(1)
  const tab = tabs[0]!
  await tab.evaluate(() => window.keep.write('a', [], { key: 'secret', value: 'new' }))
  await tab.evaluate(() => window.keep.wipe('a', { key: 'secret', value: 'old' }))
  expect(await readAll(tab, 'a')).toEqual({ secret: 'new' })
  await tab.evaluate(() => window.keep.wipe('a', { key: 'secret', value: 'new' }))
  expect(await readAll(tab, 'a')).toEqual({})
  await close()
})

test('[P11] what is written under a secret that was wiped meanwhile is not written', async () => {
  const { tabs, close } = await openTabs(2)
  const [left, right] = tabs as [Page, Page]
  const claim = { key: 'secret', value: 'mine' }
  await left.evaluate((own) => window.keep.write('a', [], own), claim)
  const standing = { ...claim, standing: true }
  expect(await left.evaluate((own) => window.keep.write('a', [['said:1', 1]], own), standing)).toBe('mine')
  await right.evaluate((own) => window.keep.wipe('a', own), claim)
  expect(await left.evaluate((own) => window.keep.write('a', [['said:2', 2]], own), standing)).toBeUndefined()
  expect(await readAll(left, 'a')).toEqual({})
  await close()
})

test('[P9] a value that cannot be kept rejects, and the rest of its transaction is not kept either', async () => {
  const { tabs, close } = await openTabs(1)
  const failed = await tabs[0]!.evaluate(() =>
    window.keep
      .write('a', [
        ['said:1', 1],
        ['said:2', () => {}],
      ])
      .then(
        () => 'kept',
        () => 'rejected',
      ),
  )
  expect(failed).toBe('rejected')
  expect(await readAll(tabs[0]!, 'a')).toEqual({})
  await close()
})
