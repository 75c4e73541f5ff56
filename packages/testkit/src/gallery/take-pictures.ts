import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchBrowser } from '../browser/launch-browser.ts'
import { serveGallery } from './serve-gallery.ts'

/**
 * Takes a picture of every scene, or of those named on the command line, into a folder to look at:
 * `node packages/testkit/src/gallery/take-pictures.ts [--to folder] [scene…]`
 */
const given = process.argv.slice(2)
const folderAt = given.indexOf('--to')
const folder = folderAt < 0 ? join(tmpdir(), 'firsthand-gallery') : given.splice(folderAt, 2)[1]!
await mkdir(folder, { recursive: true })
const gallery = await serveGallery()
const browser = await launchBrowser()
try {
  const list = await browser.newPage()
  await list.goto(gallery.url)
  await list.locator('iframe').first().waitFor({ state: 'attached' })
  const frames = await list.locator('iframe').evaluateAll((found) =>
    found.map((frame) => ({
      name: frame.getAttribute('title')!,
      width: Number(frame.getAttribute('width')),
      height: Number(frame.getAttribute('height')),
    })),
  )
  await list.close()
  for (const { name, width, height } of frames.filter((frame) => given.length === 0 || given.some((wish) => frame.name.includes(wish)))) {
    const context = await browser.newContext({
      viewport: { width, height },
      deviceScaleFactor: width > 800 ? 1 : 2,
      reducedMotion: 'reduce',
      ...(name.startsWith('forced') ? { forcedColors: 'active' as const } : {}),
    })
    const page = await context.newPage()
    page.on('pageerror', (error) => console.error(`${name}: ${error.message}`))
    await page.goto(`${gallery.url}?scene=${name}`, { waitUntil: 'load' })
    await page.locator('body[data-drawn]').waitFor({ state: 'attached' })
    const { hover, press, scroll } = await page.evaluate<Record<string, string | undefined>>(() =>
      Object.fromEntries(Object.entries(document.body.dataset)),
    )
    if (scroll) await page.locator('.fh-scroll').evaluate((log) => log.scrollTo(0, log.scrollHeight - 900))
    if (hover) await page.locator(hover).last().hover()
    if (press) await page.locator(press).last().click()
    // Chunks, faces and tooltips that come a moment later.
    await page.waitForTimeout(hover || press || /un|re/.test(name) ? 1200 : 250)
    await page.screenshot({ path: join(folder, `${name}.png`) })
    await context.close()
  }
  console.log(folder)
} finally {
  await browser.close()
  await gallery.close()
}
