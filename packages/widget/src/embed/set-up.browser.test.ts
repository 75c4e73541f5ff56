import { strictPolicy, type ServedPage } from '@firsthand/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { hasName, setStage, writePage, type Stage } from './testing/stage.ts'

const ADA = 'Talk to Ada Lovelace about Pricing API'

let stage: Stage
let closed: Stage
beforeAll(async () => {
  const pages = (relay: string): Record<string, ServedPage> => ({
    '/pricing': writePage(relay),
    '/wrong-site': writePage(relay, { attributes: 'data-site="dmeo"' }),
    '/wrong-subject': writePage(relay, { attributes: 'data-site="demo" data-subject="pricing-api"' }),
    '/sandbox': { body: writePage(relay), headers: { 'content-security-policy': 'sandbox allow-scripts' } },
    '/contact': writePage(relay, {
      head: '<link rel="canonical" href="/pricing">',
      attributes: 'data-site="demo" data-contact="https://demo.example/contact"',
    }),
    '/favicon.ico': { type: 'image/x-icon', body: '' },
  })
  stage = await setStage(pages)
  closed = await setStage(pages, (relay) => strictPolicy(relay).replace(/connect-src[^;]+/, `connect-src 'self'`))
})
afterAll(async () => {
  await stage.close()
  await closed.close()
})

/** What the widget itself said in the console, once it has. */
async function saidBy({ watch, page }: Awaited<ReturnType<Stage['visit']>>): Promise<string[]> {
  const ours = (): string[] => watch.errors.filter((text) => text.startsWith('[firsthand]'))
  while (ours().length === 0) await page.waitForEvent('console')
  await page.waitForLoadState('networkidle')
  return ours()
}

it('says which site key is unknown, once, and still stands', async () => {
  const visit = await stage.visit('/wrong-site')
  const [line, ...more] = await saidBy(visit)
  expect(line).toContain('No site has this key')
  expect(line).toContain('data-site="dmeo"')
  expect(more).toEqual([])
  expect(await visit.launcher.isVisible()).toBe(true)
})

it('says which origin is not on the list', async () => {
  const [line] = await saidBy(await stage.visit(`${stage.stranger.origin}/pricing`))
  expect(line).toContain("not on the site's list")
  expect(line).toContain(stage.stranger.origin)
})

it('says that nothing answers to a subject', async () => {
  const [line] = await saidBy(await stage.visit('/wrong-subject'))
  expect(line).toContain('Nothing on this site answers to that subject')
})

it('says that a sandboxed frame has no origin of its own, once', async () => {
  const said = await saidBy(await stage.visit('/sandbox'))
  expect(said.length).toBe(1)
  expect(said[0]).toContain('allow-same-origin')
})

it('says which directive of the policy blocks it, and what to add', async () => {
  const [line] = await saidBy(await closed.visit('/pricing'))
  const { origin, host } = new URL(closed.relay.url)
  expect(line).toContain(`connect-src ${origin} ws://${host}`)
})

it('reads the card again after the relay was away for a moment', async () => {
  const { page, launcher } = await stage.visit('/pricing', {
    before: async (page) => {
      let refused = 0
      await page.route('**/v1/card?*', (route) => ((refused += 1) <= 2 ? route.abort() : route.fallback()))
    },
  })
  await hasName(launcher, ADA)
  await page.context().close()
})

it("offers the site's other ways where the panel cannot be had, and the panel once it can", async () => {
  const visit = await stage.visit('/contact', {
    before: async (page) => {
      await page.addInitScript(hurry)
      await page.route('**/panel.js*', (route) => route.abort())
    },
  })
  await hasName(visit.launcher, ADA)
  await visit.launcher.click()
  const ways = visit.page.getByRole('alert')
  await ways.waitFor()
  expect(await ways.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual([
    'mailto:hello@demo.example',
    'https://demo.example/contact',
  ])
  await visit.page.unroute('**/panel.js*')
  await visit.launcher.click()
  await visit.composer.waitFor()
  expect(await ways.count()).toBe(0)
})

/** Runs before any script of the page: what waits, waits a fiftieth as long. */
function hurry(): void {
  const { setTimeout: begin } = window
  window.setTimeout = ((act: () => void, ms = 0) => begin(act, ms / 50)) as typeof setTimeout
}
