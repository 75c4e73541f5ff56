import { checkAccessibility, type ServedPage } from '@firsthand/testkit'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { hasName, setStage, writePage, type Stage } from './testing/stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await setStage((relay): Record<string, ServedPage> => ({
    '/pricing': writePage(relay, { title: 'Pricing API' }),
    '/hostile': writePage(relay, {
      head: '<link rel="stylesheet" href="/hostile.css"><link rel="canonical" href="/pricing">',
      body: '<div>text</div>'.repeat(50),
    }),
    '/hostile.css': {
      type: 'text/css',
      body: `* { all: unset !important } html { display: grid !important; transform: none } body { display: block !important; transform: scale(0.9) !important }
        div { position: relative !important; z-index: 999999 !important; display: block !important }`,
    },
    '/arabic': writePage(relay, {
      lang: 'ar" dir="rtl',
      head: '<link rel="canonical" href="/pricing">',
      attributes: 'data-site="demo" data-locale="ar"',
    }),
    '/dutch': writePage(relay, {
      head: '<link rel="canonical" href="/pricing">',
      attributes: 'data-site="demo" data-locale="nl-BE" data-position="start"',
    }),
    '/accent': writePage(relay, { attributes: 'data-site="demo" data-accent="red}*{background:url(//evil.example)"' }),
    '/favicon.ico': { type: 'image/x-icon', body: '' },
  }))
})
afterAll(() => stage.close())

/** Where something is once it has come to rest. */
async function roundedBox(locator: Locator): Promise<Record<string, number>> {
  await locator.evaluate((element) => Promise.all(element.getAnimations().map((animation) => animation.finished)))
  const box = (await locator.boundingBox())!
  return Object.fromEntries(Object.entries(box).map(([name, value]) => [name, Math.round(value)]))
}
const accentOf = (element: Element): string => getComputedStyle(element).color

it('shows the owner of the page within two requests and 4 kB', async () => {
  const { page, launcher, requests } = await stage.visit('/pricing')
  await hasName(launcher, 'Talk to Ada Lovelace about Pricing API')
  await page.waitForLoadState('networkidle')
  expect(requests.map(({ url }) => url.replace(/\?.*/, ''))).toEqual(['/v1.js', '/v1/card'])
  const bytes = await Promise.all(requests.map((request) => request.bytes()))
  expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(4_000)
})

it('keeps no cookie, stores nothing and opens no socket before somebody wants something', async () => {
  const { page, launcher, sockets } = await stage.visit('/pricing')
  await hasName(launcher, 'Talk to Ada Lovelace about Pricing API')
  const kept = await page.evaluate(async () => ({
    cookie: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
  }))
  expect(kept).toEqual({ cookie: '', local: 0, session: 0, databases: 0, caches: 0 })
  expect(await page.context().cookies()).toEqual([])
  expect(sockets).toEqual([])
})

it('draws the face, the ring and the presence under a strict policy with Trusted Types, and moves nothing', async () => {
  const { page, launcher, panel, composer, watch } = await stage.visit('/pricing')
  await launcher.locator('canvas').waitFor()
  const pixel = await launcher
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => [...canvas.getContext('2d')!.getImageData(150, 75, 1, 1).data])
  expect(pixel[3]).toBeGreaterThan(0)
  expect(await launcher.evaluate(accentOf)).toBe('rgb(11, 110, 79)')
  expect(await launcher.getAttribute('data-here')).toBe('')
  expect(await watch.layoutShift()).toBe(0)
  await launcher.click()
  await composer.waitFor()
  await composer.pressSequentially('Hello')
  expect(await panel.getByRole('textbox').inputValue()).toBe('Hello')
  expect(watch.violations).toEqual([])
  expect(watch.errors).toEqual([])
  await page.context().close()
})

it('opens with one click, with the focus in the composer, and gives the focus back', async () => {
  const { page, launcher, composer } = await stage.visit('/pricing')
  await hasName(launcher, 'Talk to Ada Lovelace about Pricing API')
  await launcher.focus()
  await page.keyboard.press('Enter')
  await composer.waitFor()
  await page.keyboard.type('typed at once')
  expect(await composer.inputValue()).toBe('typed at once')
  expect(await launcher.isVisible()).toBe(false)
  await page.keyboard.press('Escape')
  await launcher.waitFor()
  expect(await page.evaluate(() => document.activeElement!.shadowRoot!.activeElement!.id)).toBe('launcher')
})

it('stands where it stands under `* { all: unset !important }`, above the page, and so does the panel', async () => {
  const { page, launcher, panel, composer } = await stage.visit('/hostile')
  await hasName(launcher, 'Talk to Ada Lovelace about Pricing API')
  const { width, height } = page.viewportSize()!
  expect(await launcher.boundingBox()).toEqual({ x: width - 76, y: height - 76, width: 56, height: 56 })
  await launcher.click()
  await composer.waitFor()
  expect(await roundedBox(panel)).toMatchObject({ width: 384, height: 640 })
  const topmost = await page.evaluate(() => document.elementFromPoint(innerWidth - 200, innerHeight - 300)!.localName)
  expect(topmost).toBe('firsthand-root')
})

it('speaks the language of the tag, from right to left where that is so, on the side it is told', async () => {
  const arabic = await stage.visit('/arabic')
  await hasName(arabic.launcher, 'تحدث مع Ada Lovelace عن Pricing API')
  expect((await arabic.launcher.boundingBox())!.x).toBe(20)
  await arabic.launcher.click()
  expect(await arabic.panel.getAttribute('dir')).toBe('rtl')
  const dutch = await stage.visit('/dutch')
  await hasName(dutch.launcher, 'Praat met Ada Lovelace over Pricing API')
  expect((await dutch.launcher.boundingBox())!.x).toBe(20)
})

it('speaks the language of the visitor where the tag names none', async () => {
  const { launcher } = await stage.visit('/pricing', { locale: 'de-AT' })
  await hasName(launcher, 'Mit Ada Lovelace über Pricing API sprechen')
})

it('fills a screen of 320 pixels, and is not on paper', async () => {
  const { page, launcher, panel, composer } = await stage.visit('/pricing', { viewport: { width: 320, height: 568 }, hasTouch: true })
  await hasName(launcher, 'Talk to Ada Lovelace about Pricing API')
  expect((await launcher.boundingBox())!.width).toBeCloseTo(48, 0)
  await launcher.tap()
  await composer.waitFor()
  expect(await roundedBox(panel)).toEqual({ x: 0, y: 0, width: 320, height: 568 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  await page.emulateMedia({ media: 'print' })
  expect(await panel.isVisible()).toBe(false)
})

it('[A8] takes no colour that is more than a colour', async () => {
  const { launcher, composer, requests, watch } = await stage.visit('/accent')
  await launcher.click()
  await composer.waitFor()
  expect(requests.filter(({ url }) => url.includes('evil'))).toEqual([])
  expect(watch.violations).toEqual([])
})

it('gives axe nothing to find, closed and open', async () => {
  const { page, launcher, composer } = await stage.visit('/pricing')
  await hasName(launcher, 'Talk to Ada Lovelace about Pricing API')
  expect(await checkAccessibility(page)).toEqual([])
  await launcher.click()
  await composer.waitFor()
  expect(await checkAccessibility(page)).toEqual([])
})
