// Makes the pictures of the README from the demo as `npm start` runs it: a visitor and an owner in two browsers, and what they really say.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchBrowser } from '@firsthand/testkit'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

const root = join(import.meta.dirname, '../../..')
const pictures = join(root, 'docs/pictures')

const question = 'You write that the robin is first. On our street it is always a blackbird, an hour before light. Why?'
const answers = [
  'Street lamps. Blackbirds in towns start up to an hour earlier than the ones in woods, and robins do not follow them all the way.',
  'You are right that the guide only speaks of woods. I will add a paragraph on towns this week, with your street in it.',
]
const thanks = 'With pleasure! It is the one on the chimney of number 12.'

interface Demo {
  site: string
  /** The console of the author of the guide. */
  console: string
  close(): Promise<void>
}

async function startDemo(): Promise<Demo> {
  const folder = await mkdtemp(join(tmpdir(), 'firsthand-pictures-'))
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs')], {
    env: { ...process.env, PORT: '0', DEMO_PORT: '0', FIRSTHAND_DATA: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  for await (const chunk of child.stdout) {
    said += String(chunk)
    if (/^API: \S+$/m.test(said)) break
  }
  const site = /^Demo site: (\S+)$/m.exec(said)?.[1]
  const link = /^Hana .*\nConsole: (\S+)$/m.exec(said)?.[1]
  if (!site || !link) throw new Error(`The demo did not say where it is: ${said}`)
  return {
    site,
    console: link,
    async close() {
      child.kill('SIGTERM')
      await once(child, 'exit')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function openPage(browser: Browser, url: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({
    deviceScaleFactor: 2,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
    ...options,
  })
  const page = await context.newPage()
  await page.goto(url)
  return page
}

/** Lets a visitor and the author talk, and leaves both screens as they are then. */
async function talk(browser: Browser, demo: Demo, options: BrowserContextOptions): Promise<{ visitor: Page; owner: Page }> {
  const owner = await openPage(browser, demo.console, { viewport: { width: 900, height: 780 }, ...options })
  const inbox = owner.getByRole('navigation', { name: 'Conversations' })
  await inbox.waitFor()
  const visitor = await openPage(browser, `${demo.site}/guide/`, { viewport: { width: 900, height: 780 }, ...options })
  await visitor.getByRole('button', { name: /^Talk to Hana/ }).click()
  const panel = visitor.getByRole('dialog')
  const say = async (page: Page, text: string): Promise<void> => {
    const composer =
      page === visitor
        ? panel.getByRole('textbox', { name: /^Write/ })
        : owner.getByRole('main', { name: 'Conversation' }).getByRole('textbox')
    await composer.fill(text)
    await composer.press('Enter')
  }
  await say(visitor, question)
  await panel.getByRole('button', { name: 'Add your name' }).click()
  await panel.getByRole('textbox', { name: /name/i }).fill('Jonas')
  await visitor.keyboard.press('Enter')
  await inbox.getByRole('link').filter({ hasText: 'robin' }).click()
  for (const answer of answers) {
    await say(owner, answer)
    await panel.getByRole('log').getByText(answer).waitFor()
  }
  await say(visitor, thanks)
  await owner.getByRole('log').getByText(thanks).waitFor()
  return { visitor, owner }
}

const dataUrl = (png: Buffer): string => `data:image/png;base64,${png.toString('base64')}`

/** Lays the two screens beside each other, as two windows on one desk. */
async function compose(browser: Browser, { visitor, owner }: { visitor: Page; owner: Page }, ground: string): Promise<Buffer> {
  const [theirs, hers] = [dataUrl(await visitor.screenshot()), dataUrl(await owner.screenshot())]
  const desk = await openPage(browser, 'about:blank', { viewport: { width: 1600, height: 860 }, deviceScaleFactor: 1 })
  await desk.setContent(`
    <style>
      body { margin: 0; height: 100vh; background: ${ground}; position: relative; overflow: hidden }
      img { position: absolute; border-radius: 14px; box-shadow: 0 30px 80px #0006, 0 0 0 1px #0002 }
      .visitor { inset: 56px auto auto 48px; width: 740px }
      .owner { inset: auto 48px 56px auto; width: 740px }
    </style>
    <img class="visitor" src="${theirs}"><img class="owner" src="${hers}">`)
  const picture = await desk.screenshot()
  await desk.context().close()
  return picture
}

const browser = await launchBrowser()
try {
  await mkdir(pictures, { recursive: true })
  for (const [name, colorScheme, ground] of [
    ['first-dialogue', 'light', 'linear-gradient(120deg, #232a5c, #5d4c86 55%, #e98a68)'],
    ['first-dialogue-dark', 'dark', 'linear-gradient(120deg, #0b0e1d, #2d2a52 60%, #7b4a5c)'],
  ] as const) {
    const demo = await startDemo()
    try {
      const screens = await talk(browser, demo, { colorScheme })
      await writeFile(join(pictures, `${name}.png`), await compose(browser, screens, ground))
      await Promise.all([screens.visitor.context().close(), screens.owner.context().close()])
    } finally {
      await demo.close()
    }
  }
} finally {
  await browser.close()
}
