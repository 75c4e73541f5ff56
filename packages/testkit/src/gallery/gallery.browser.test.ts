import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkAccessibility } from '../browser/check-accessibility.ts'
import { launchBrowser } from '../browser/launch-browser.ts'
import { serveGallery } from './serve-gallery.ts'

let browser: Browser
let gallery: Awaited<ReturnType<typeof serveGallery>>
beforeAll(async () => {
  gallery = await serveGallery()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await gallery.close()
})

interface Stage {
  page: Page
  /** What went wrong in the page. */
  errors: string[]
}

async function show(scene: string, width = 500, height = 672): Promise<Stage> {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(`${gallery.url}?scene=${scene}`)
  await page.locator('body[data-drawn]').waitFor({ state: 'attached' })
  return { page, errors }
}

describe('every state is usable by everybody', () => {
  test.each([
    'first-sight',
    'loading',
    'talk',
    'talk-yellow-dark',
    'not-sent',
    'unreachable',
    'editing',
    'naming',
    'conversations',
    'facts',
    'arabic',
  ])('axe finds nothing in %s', async (scene) => {
    const { page, errors } = await show(scene)
    expect(await checkAccessibility(page)).toEqual([])
    expect(errors).toEqual([])
    await page.context().close()
  })
})

describe('nothing sticks out', () => {
  test.each([
    ['wide-320', 320, 568],
    ['wide-320-first', 320, 568],
    ['long-words', 320, 568],
    ['long-words', 500, 672],
    ['arabic', 320, 568],
    ['unreachable', 320, 568],
    ['zoom-400', 320, 256],
  ])('of %s at %d × %d', async (scene, width, height) => {
    const { page } = await show(scene, width, height)
    const wide = await page.evaluate(() => {
      const root = [...document.querySelectorAll('div')].find((one) => one.shadowRoot)!.shadowRoot!
      const panel = root.querySelector('.fh-panel')!.getBoundingClientRect()
      return [...root.querySelectorAll<HTMLElement>('.fh-panel *:not(.fh-hidden, .fh-hidden *, .fh-tip, .fh-tip *, svg *)')]
        .filter((one) => {
          const { left, right, width } = one.getBoundingClientRect()
          // What ends in an ellipsis is longer than it is seen.
          if (getComputedStyle(one.parentElement!).textOverflow === 'ellipsis') return false
          return width > 0 && (left < panel.left - 1 || right > panel.right + 1)
        })
        .map((one) => one.className)
    })
    expect(wide).toEqual([])
    await page.context().close()
  })
})

describe('the timeline keeps its place', () => {
  const log = (page: Page): ReturnType<Page['locator']> => page.locator('.fh-scroll')
  const placeOf = (page: Page, text: string): Promise<number> =>
    page.locator('.fh-message', { hasText: text }).evaluate((one) => Math.round(one.getBoundingClientRect().top))
  const settled = (page: Page): Promise<unknown> =>
    page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))

  test('it begins at the end and stays there when something new comes', async () => {
    const { page } = await show('many')
    await page.getByText('Question 399?').waitFor()
    await page.evaluate(() => window.gallery!.receive('One more thing.'))
    await page.getByText('One more thing.').first().waitFor()
    await settled(page)
    expect(await log(page).evaluate((one) => Math.round(one.scrollHeight - one.scrollTop - one.clientHeight))).toBe(0)
    await page.context().close()
  })

  test('read further up, nothing moves when something new comes; a chip counts it and leads there', async () => {
    const { page } = await show('many')
    await page.getByText('Question 399?').waitFor()
    await log(page).evaluate((one) => one.scrollTo(0, one.scrollHeight - 2_000))
    await page.locator('.fh-chip').waitFor()
    await settled(page)
    const text = await page.locator('.fh-message').nth(372).innerText()
    const before = await placeOf(page, text.split('\n')[0]!)
    await page.evaluate(() => window.gallery!.receive('One more thing.'))
    await expect.poll(() => page.locator('.fh-chip').innerText()).toBe('1 new message')
    expect(await placeOf(page, text.split('\n')[0]!)).toBe(before)
    await page.locator('.fh-chip').click()
    await expect.poll(() => log(page).evaluate((one) => Math.round(one.scrollHeight - one.scrollTop - one.clientHeight))).toBe(0)
    await page.context().close()
  })

  test('earlier messages paged in above do not move what is read', async () => {
    const { page } = await show('many')
    await page.getByText('Question 399?').waitFor()
    await log(page).evaluate((one) => one.scrollTo(0, 400))
    await settled(page)
    await settled(page)
    const shown = await page.locator('.fh-scroll').evaluate((one) => {
      const top = one.getBoundingClientRect().top
      const first = [...one.querySelectorAll('.fh-text')].find((text) => text.getBoundingClientRect().top > top + 40)!
      return { text: first.textContent, top: Math.round(first.getBoundingClientRect().top) }
    })
    await page.evaluate(() => window.gallery!.pageIn(150))
    await page.getByText('Earlier 149').waitFor({ state: 'attached' })
    await settled(page)
    expect(
      await page
        .locator('.fh-text')
        .filter({ hasText: shown.text })
        .first()
        .evaluate((one) => Math.round(one.getBoundingClientRect().top)),
    ).toBe(shown.top)
    await page.context().close()
  })

  test('nor do they where they join the block that is read, of one author within minutes', async () => {
    const { page } = await show('many')
    await page.getByText('Question 399?').waitFor()
    await page.evaluate(() => window.gallery!.pageIn(60, 1_000))
    await page.getByText('Earlier 59').waitFor({ state: 'attached' })
    // Drawn first, so that its height is the true one.
    await log(page).evaluate((one) => one.scrollTo(0, 0))
    await settled(page)
    await log(page).evaluate((one) => one.scrollTo(0, 400))
    await settled(page)
    const shown = await log(page).evaluate((one) => {
      const top = one.getBoundingClientRect().top
      const first = [...one.querySelectorAll('.fh-text')].find((text) => text.getBoundingClientRect().top > top + 40)!
      return { text: first.textContent, top: Math.round(first.getBoundingClientRect().top) }
    })
    expect(shown.text).toContain('Earlier')
    await page.evaluate(() => window.gallery!.pageIn(60, 1_000))
    await expect.poll(() => page.getByText(shown.text).count()).toBe(2)
    await settled(page)
    const now = page.locator('.fh-text').filter({ hasText: shown.text }).last()
    expect(await now.evaluate((one) => Math.round(one.getBoundingClientRect().top))).toBe(shown.top)
    await page.context().close()
  })

  test('whoever writes sees what they wrote', async () => {
    const { page } = await show('many')
    await page.getByText('Question 399?').waitFor()
    await log(page).evaluate((one) => one.scrollTo(0, 400))
    await page.locator('textarea').fill('Here I am')
    await page.keyboard.press('Enter')
    await page.locator('.fh-own', { hasText: 'Here I am' }).waitFor()
    await expect.poll(() => log(page).evaluate((one) => Math.round(one.scrollHeight - one.scrollTop - one.clientHeight))).toBe(0)
    await page.context().close()
  })
})

describe('by keyboard alone', () => {
  test('the menu opens, Esc closes it alone, and the focus comes back', async () => {
    const { page } = await show('talk')
    await page.getByText('Yes please!').waitFor()
    const menu = page.getByRole('button', { name: 'Menu' })
    await menu.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Change your name' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Escape')
    await page.getByRole('menuitem').first().waitFor({ state: 'detached' })
    expect(await page.locator('.fh-panel').isVisible()).toBe(true)
    expect(await menu.evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one)).toBe(true)
    await page.context().close()
  })

  test('what is chosen in a sheet leads to the composer', async () => {
    const { page } = await show('conversations')
    await page.getByRole('button', { name: 'New conversation' }).click()
    await page.locator('.fh-sheet').waitFor({ state: 'detached' })
    await expect.poll(() => page.locator('textarea').evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one)).toBe(true)
    await page.context().close()
  })

  test('a sheet takes the focus and gives it back', async () => {
    const { page } = await show('talk')
    await page.getByText('Yes please!').waitFor()
    const menu = page.getByRole('button', { name: 'Menu' })
    await menu.click()
    await page.getByRole('menuitem', { name: 'What Ada Lovelace sees about you' }).click()
    const sheet = page.getByRole('dialog', { name: 'What Ada Lovelace sees about you' })
    await sheet.waitFor()
    expect(await sheet.evaluate((one) => one.contains((one.getRootNode() as ShadowRoot).activeElement))).toBe(true)
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
    await expect.poll(() => menu.evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one)).toBe(true)
    await page.context().close()
  })
})

test('the face is drawn to a canvas, under a policy that lets no image in', async () => {
  const { page } = await show('first-sight')
  await page.locator('.fh-avatar canvas').waitFor({ state: 'visible' })
  expect(await page.locator('img').count()).toBe(0)
  await page.context().close()
})
