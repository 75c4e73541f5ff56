import type { ServedPage } from '@firsthand/testkit'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasName, setStage, writePage, type Stage } from './testing/stage.ts'

const ADA = 'Talk to Ada Lovelace about Pricing API'
const BOB = 'Talk to Bob Moses about Field guide'

const withoutNavigation = (page: Page): Promise<unknown> =>
  page.addInitScript(() => Object.defineProperty(window, 'navigation', { value: undefined }))

let stage: Stage
beforeAll(async () => {
  stage = await setStage((relay): Record<string, ServedPage> => {
    const app = writePage(relay, { head: '<link rel="canonical" href="/pricing">' })
    return {
      '/pricing': app,
      '/guide': app,
      '/meta': writePage(relay, { head: '<link rel="canonical" href="/guide"><meta name="firsthand:subject" content="pricing">' }),
      '/told': writePage(relay, {
        head: '<meta name="firsthand:subject" content="pricing">',
        attributes: 'data-site="demo" data-subject="guide"',
      }),
      '/buttons': writePage(relay, {
        head: '<link rel="canonical" href="/pricing">',
        attributes: 'data-site="demo" data-launcher="hidden"',
        body: `<button data-firsthand-open>Ask</button> <button data-firsthand-open data-firsthand-subject="guide">Ask who wrote it</button>
          <div data-firsthand-open tabindex="0" role="button">No button by itself</div>`,
      }),
      '/favicon.ico': { type: 'image/x-icon', body: '' },
    }
  })
})
afterAll(() => stage.close())

it('believes the tag first, then the meta element, then the canonical link, then the address', async () => {
  await hasName((await stage.visit('/told')).launcher, BOB)
  await hasName((await stage.visit('/meta')).launcher, ADA)
  await hasName((await stage.visit('/guide')).launcher, ADA)
  await hasName((await stage.visit('/pricing?token=secret#part')).launcher, ADA)
})

it('sends neither query nor hash of the page', async () => {
  const { launcher, composer, requests } = await stage.visit('/pricing?token=secret#part')
  await launcher.click()
  await composer.waitFor()
  expect(requests.filter(({ url }) => /secret|part/.test(url))).toEqual([])
})

/** Without the Navigation API, moves are noticed from when the attendant has come. */
const isFollowed = (): boolean => window.navigation !== undefined || Object.hasOwn(history, 'pushState')

describe.each([
  ['with the Navigation API', undefined],
  ['without it', withoutNavigation],
])('%s', (_, before) => {
  it('follows pushState although the canonical link stays behind, and back again', async () => {
    const { page, launcher } = await stage.visit('/pricing', before ? { before } : {})
    await hasName(launcher, ADA)
    await page.waitForFunction(isFollowed)
    await page.evaluate(() => history.pushState(null, '', '/guide'))
    await hasName(launcher, BOB)
    await page.goBack()
    await hasName(launcher, ADA)
  })

  it('leaves the history as it was', async () => {
    const { page, launcher } = await stage.visit('/pricing', before ? { before } : {})
    await hasName(launcher, ADA)
    await page.waitForFunction(isFollowed)
    await page.evaluate(() => history.pushState(null, '', '/guide'))
    await hasName(launcher, BOB)
    const left = await page.evaluate(() => {
      window.firsthand!('shutdown')
      return [
        Object.hasOwn(history, 'pushState'),
        Object.hasOwn(history, 'replaceState'),
        history.pushState.toString().includes('[native code]'),
      ]
    })
    expect(left).toEqual([false, false, true])
  })
})

it('follows a canonical link and a meta element that change in place', async () => {
  const { page, launcher } = await stage.visit('/pricing')
  await hasName(launcher, ADA)
  await page.evaluate(() => history.replaceState(null, '', '/pricing?step=2'))
  await page.evaluate(() => document.querySelector('link')!.setAttribute('href', '/guide'))
  await hasName(launcher, BOB)
  await page.evaluate(() => {
    const meta = document.createElement('meta')
    Object.assign(meta, { name: 'firsthand:subject', content: 'pricing' })
    document.head.append(meta)
  })
  await hasName(launcher, ADA)
})

it('keeps the panel open over a move, and shows the new owner in it', async () => {
  const { page, panel, launcher, composer, sockets } = await stage.visit('/pricing')
  await launcher.click()
  await composer.waitFor()
  await panel.getByRole('heading', { name: 'Ada Lovelace' }).waitFor()
  await page.evaluate(() => history.pushState(null, '', '/guide'))
  await panel.getByRole('heading', { name: 'Bob Moses' }).waitFor()
  expect(sockets.length).toBe(1)
})

it('opens from any element that says so, by pointer and by keyboard, with one socket for all of them', async () => {
  const { page, panel, launcher, composer, sockets } = await stage.visit('/buttons')
  expect(await launcher.count()).toBe(0)
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await panel.getByRole('heading', { name: 'Ada Lovelace' }).waitFor()
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Ask who wrote it' }).press('Enter')
  await panel.getByRole('heading', { name: 'Bob Moses' }).waitFor()
  await composer.press('Escape')
  await panel.waitFor({ state: 'hidden' })
  expect(await page.evaluate(() => document.activeElement!.textContent)).toBe('Ask who wrote it')
  await page.getByText('No button by itself').press(' ')
  await panel.getByRole('heading', { name: 'Ada Lovelace' }).waitFor()
  await expect.poll(() => sockets.filter((socket) => !socket.isClosed()).length).toBe(1)
})

it('opens the conversation that the address names', async () => {
  const first = await stage.visit('/pricing')
  await first.launcher.click()
  await first.composer.fill('Which one is this?')
  const begun = first.page.evaluate(
    () => new Promise<{ conversation: string }>((resolve) => window.firsthand!('on', 'message-sent', resolve)),
  )
  await first.composer.press('Enter')
  const { conversation } = await begun
  const page = await first.page.context().newPage()
  await page.goto(`${stage.site.origin}/guide#firsthand=${conversation}`)
  await page.getByRole('dialog').getByText('Which one is this?').waitFor()
  await page.getByRole('dialog').getByRole('heading', { name: 'Ada Lovelace' }).waitFor()
})

it('connects by itself on the next visit of somebody whose conversation is under way, and of nobody else', async () => {
  const { page, launcher, composer, sockets } = await stage.visit('/pricing')
  await launcher.click()
  await composer.fill('I shall be back')
  const sent = page.evaluate(() => new Promise((resolve) => window.firsthand!('on', 'message-sent', resolve)))
  await composer.press('Enter')
  await sent
  const before = sockets.length
  const connected = page.waitForEvent('websocket')
  await page.reload()
  await connected
  expect(sockets.length).toBe(before + 1)
  await hasName(launcher, ADA)
})
