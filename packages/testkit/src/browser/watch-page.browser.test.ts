import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { servePages, strictPolicy, type PageServer } from '../pages/serve-pages.ts'
import { checkAccessibility } from './check-accessibility.ts'
import { launchBrowser } from './launch-browser.ts'
import { watchContext } from './watch-page.ts'

const head = '<!doctype html><html lang="en"><head><title>Page</title></head>'
let browser: Browser
let site: PageServer
beforeAll(async () => {
  browser = await launchBrowser()
  site = await servePages({
    csp: strictPolicy('http://127.0.0.1:9'),
    pages: {
      '/good': `${head}<body><main><h1>Good</h1></main><script nonce="$nonce">document.title = 'ran'</script></body>`,
      '/inline': `${head}<body><main><h1>Inline</h1></main><script>document.title = 'ran'</script></body>`,
      '/sink': `${head}<body><main><h1>Sink</h1></main><script nonce="$nonce">try { document.body.innerHTML = '<p>' } catch {}</script></body>`,
      '/unlabelled': `${head}<body><main><h1>Unlabelled</h1><button></button></main></body>`,
      '/shifting': `${head}<body><main id="text" ><h1>Shifting</h1></main><script nonce="$nonce">
        requestAnimationFrame(() => setTimeout(() => { const box = document.createElement('div'); box.style.height = '400px'; document.body.prepend(box) }, 200))
      </script></body>`,
    },
  })
})
afterAll(async () => {
  await site.close()
  await browser.close()
})

const open = async (path: string) => {
  const context = await browser.newContext()
  const watch = await watchContext(context)
  const page = await context.newPage()
  await page.goto(site.origin + path)
  return { context, page, watch: watch(page) }
}

it('sees nothing wrong with a page that keeps its policy', async () => {
  const { context, page, watch } = await open('/good')
  await expect.poll(() => page.title()).toBe('ran')
  expect(watch.violations).toEqual([])
  expect(watch.errors).toEqual([])
  expect(await watch.layoutShift()).toBe(0)
  expect(await checkAccessibility(page)).toEqual([])
  await context.close()
})

it('sees a script without a nonce', async () => {
  const { context, watch } = await open('/inline')
  await expect.poll(() => watch.violations).toEqual(['script-src-elem: inline'])
  await context.close()
})

it('sees an HTML sink that Trusted Types refused', async () => {
  const { context, watch } = await open('/sink')
  await expect.poll(() => watch.violations.join()).toContain('require-trusted-types-for: trusted-types-sink')
  await context.close()
})

it('sees a button without a name', async () => {
  const { context, page } = await open('/unlabelled')
  expect((await checkAccessibility(page)).join()).toContain('button-name')
  await context.close()
})

it('sees what shifts', async () => {
  const { context, watch } = await open('/shifting')
  await expect.poll(() => watch.layoutShift()).toBeGreaterThan(0)
  await context.close()
})
