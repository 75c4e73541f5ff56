import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { setStage, writePage, type Stage } from './testing/stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await setStage((relay) => ({
    '/pricing': writePage(relay, {}),
    '/guide': writePage(relay, {}),
    '/favicon.ico': { type: 'image/x-icon', body: '' },
  }))
})
afterAll(() => stage.close())

const said = (page: Page): ReturnType<Page['locator']> => page.locator('.fh-message .fh-text')

/** Once connected, and with all of the panel's code there. */
async function lose(page: Page): Promise<void> {
  await page.locator('.fh-availability').getByText('Away').waitFor()
  await page.waitForLoadState('networkidle')
  stage.network.set({ mode: 'refuse' })
  stage.network.cut()
}

it('[P10] a second tab whose panel stands open shows what the first one begins', async () => {
  const { page, launcher, composer } = await stage.visit('/pricing')
  const beside = await page.context().newPage()
  await beside.goto(page.url())
  await beside.locator('#launcher').click()
  await beside.getByRole('textbox').fill('Half a sentence')
  await launcher.click()
  await composer.fill('Hello from the first tab')
  await composer.press('Enter')
  await said(beside).getByText('Hello from the first tab').waitFor()
  // What was being written there goes along.
  expect(await beside.getByRole('textbox').inputValue()).toBe('Half a sentence')
  await beside.getByRole('textbox').press('Enter')
  await said(page).getByText('Half a sentence').waitFor()
  await page.context().close()
})

it('[P9] a first message that could not be sent goes out although the panel was closed', async () => {
  const { page, launcher, panel, composer } = await stage.visit('/pricing')
  await launcher.click()
  await lose(page)
  await composer.fill('Written without a relay')
  await composer.press('Enter')
  await page.locator('.fh-waiting').waitFor()
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'hidden' })
  stage.network.set({ mode: 'pass' })
  await page.locator('.fh-is-sent').waitFor({ state: 'attached' })
  await page.context().close()
})

it('[P9] a first message that could not be sent goes out from the next page, where nobody opens the panel', async () => {
  const { page, launcher, composer } = await stage.visit('/pricing')
  await launcher.click()
  await lose(page)
  await composer.fill('Written without a relay')
  await composer.press('Enter')
  await page.locator('.fh-waiting').waitFor()
  stage.network.set({ mode: 'pass' })
  await page.goto(`${stage.site.origin}/guide`)
  await page.waitForFunction(() => localStorage['firsthand:demo'] === 'sent')
  await page.context().close()
})

it('forgetting the device from the menu leaves no mark of a conversation under way', async () => {
  const { page, launcher, composer } = await stage.visit('/pricing')
  await launcher.click()
  await composer.fill('Hello')
  await composer.press('Enter')
  await page.locator('.fh-is-sent').waitFor()
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(['firsthand:demo'])
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'Forget this device' }).click()
  await page.getByRole('button', { name: 'Forget', exact: true }).click()
  await page.locator('.fh-first').waitFor()
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
  await page.context().close()
})

it('a panel whose code could not all be fetched fetches the rest once the relay is there again', async () => {
  let down = true
  const { page, launcher, composer } = await stage.visit('/pricing', {
    before: (before) => before.route(/later/, (route) => (down ? route.abort() : route.continue())),
  })
  await launcher.click()
  await composer.fill('Hello')
  await composer.press('Enter')
  await page.getByText('The conversation could not be loaded.').waitFor()
  down = false
  stage.network.cut()
  await page.locator('.fh-is-sent').waitFor()
  await page.context().close()
})
