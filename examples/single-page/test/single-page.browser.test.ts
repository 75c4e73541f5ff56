import { builtAssets, launchBrowser, startTestRelay, type TestRelay } from '@firsthand/testkit'
import type { RelayConfigInput } from '@firsthand/relay'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serveSite, type Site } from '../src/serve-site.ts'

let site: Site
let relay: TestRelay
const closers: (() => unknown)[] = []
beforeAll(async () => {
  site = await serveSite(0)
  const written = readFileSync(join(import.meta.dirname, '../firsthand.config.json'), 'utf8')
  const config = JSON.parse(written.replaceAll('http://localhost:7441', site.origin)) as RelayConfigInput
  relay = await startTestRelay({ store: 'memory', assets: builtAssets, config })
  site.embed(relay.url)
  closers.push(
    () => site.close(),
    () => relay.close(),
  )
})
afterAll(() => Promise.all(closers.map((close) => close())))

it("follows the router from face to face, back and forth, and opens on the page's own author", async () => {
  const browser = await launchBrowser()
  closers.push(() => browser.close())
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  await page.goto(`${site.origin}/harrow`)
  await page.getByRole('button', { name: 'Talk to Wren Abara about Harrow' }).waitFor()
  await page.getByRole('link', { name: 'Osier' }).click()
  await page.getByRole('button', { name: 'Talk to Lucas Marchetti about Osier' }).waitFor()
  await page.getByRole('link', { name: 'Tern' }).click()
  await page.getByRole('button', { name: 'Talk to Signe Dahl about Tern' }).waitFor()
  await page.goBack()
  await page.getByRole('button', { name: 'Talk to Lucas Marchetti about Osier' }).click()
  await page.getByRole('dialog').getByRole('heading', { name: 'Lucas Marchetti' }).waitFor()
  await page.getByRole('dialog').getByRole('textbox').fill('Is there an italic?')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('article').getByText('Is there an italic?').waitFor()
  expect(await page.evaluate(() => performance.getEntriesByType('navigation').length)).toBe(1)
})
