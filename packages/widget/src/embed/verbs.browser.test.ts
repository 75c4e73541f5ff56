import type { ServedPage } from '@firsthand/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { hasName, setStage, writePage, type Stage } from './testing/stage.ts'

const ADA = 'Talk to Ada Lovelace about Pricing API'
const QUEUE = 'window.firsthand ||= Object.assign((...call) => firsthand.q.push(call), { q: [] })'

declare global {
  interface Window {
    heard: string[]
    living: { timers: Set<unknown>; listeners: Set<string>; observers: Map<unknown, string> }
  }
}

let stage: Stage
beforeAll(async () => {
  stage = await setStage((relay): Record<string, ServedPage> => ({
    '/pricing': writePage(relay),
    '/queued': writePage(relay, {
      head: `<link rel="canonical" href="/pricing"><script nonce="$nonce">${QUEUE}
        window.heard = []
        firsthand('on', 'opened', () => heard.push('opened'))
        firsthand('ready', () => heard.push('ready'))
        firsthand('ask', 'A question from the page')</script>`,
    }),
    '/late': writePage(relay, {
      attributes: '',
      head: `<link rel="canonical" href="/pricing"><script nonce="$nonce">${QUEUE}
        window.heard = []
        firsthand('on', 'ready', () => heard.push('ready'))</script>`,
    }),
    '/twice': writePage(relay, {
      head: `<link rel="canonical" href="/pricing"><script async nonce="$nonce" src="${relay}/v1.js" data-site="demo"></script>`,
    }),
    '/favicon.ico': { type: 'image/x-icon', body: '' },
  }))
})
afterAll(() => stage.close())

it('does in their order what was asked before it was there', async () => {
  const { page, composer } = await stage.visit('/queued')
  await composer.waitFor()
  await page.waitForFunction(() => window.heard.length === 2)
  expect(await page.evaluate(() => window.heard)).toEqual(['ready', 'opened'])
  expect(await composer.inputValue()).toBe('A question from the page')
})

it('waits for `boot` where the tag names no site, and booting again changes what stands', async () => {
  const { page, launcher } = await stage.visit('/late')
  await page.waitForFunction(() => !window.firsthand!.q)
  expect(await launcher.count()).toBe(0)
  await page.evaluate(() => window.firsthand!('boot', { site: 'demo' }))
  await hasName(launcher, ADA)
  await page.waitForFunction(() => window.heard.length === 1)
  await page.evaluate(() => window.firsthand!('boot', { locale: 'es' }))
  await hasName(launcher, 'Hablar con Ada Lovelace sobre Pricing API')
  expect(await page.locator('firsthand-root').count()).toBe(1)
})

it('is there once, however often its tag is', async () => {
  const { page, launcher } = await stage.visit('/twice')
  await hasName(launcher, ADA)
  await page.waitForLoadState('networkidle')
  expect(await page.locator('firsthand-root').count()).toBe(1)
})

it('opens, asks, closes, hides, shows and changes as it is told, and tells so until nobody listens', async () => {
  const { page, launcher, panel, composer } = await stage.visit('/pricing')
  await hasName(launcher, ADA)
  await page.evaluate(() => {
    window.heard = []
    const stop = window.firsthand!('on', 'opened', () => window.heard.push('once'))
    window.firsthand!('on', 'opened', stop)
    for (const name of ['opened', 'closed', 'message-sent', 'conversation-started'] as const)
      window.firsthand!('on', name, (event) =>
        window.heard.push(
          `${name} ${Object.keys(event ?? {})
            .toSorted()
            .join()}`,
        ),
      )
    window.firsthand!('open')
  })
  await composer.waitFor()
  await composer.fill('What does it cost?')
  await composer.press('Enter')
  await page.waitForFunction(() => window.heard.length === 4)
  await page.evaluate(() => window.firsthand!('close'))
  await panel.waitFor({ state: 'hidden' })
  await page.evaluate(() => window.firsthand!('hide'))
  await launcher.waitFor({ state: 'detached' })
  await page.evaluate(() => window.firsthand!('show'))
  await launcher.waitFor()
  await page.evaluate(() => window.firsthand!('ask', 'And for two?'))
  await page.waitForFunction(() => window.heard.length === 6)
  expect(await composer.inputValue()).toBe('And for two?')
  expect(await page.evaluate(() => window.heard)).toEqual([
    'once',
    'opened ',
    'message-sent cid,conversation',
    'conversation-started conversation,subject',
    'closed ',
    'opened ',
  ])
  await page.evaluate(() => window.firsthand!('update', { locale: 'nl', theme: 'dark', subject: 'guide' }))
  await panel.getByRole('heading', { name: 'Bob Moses' }).waitFor()
  await panel.and(page.locator('[lang=nl][data-theme=dark]')).waitFor()
})

it('wipes on `forget` what was kept, and the next visitor is a stranger', async () => {
  const { page, launcher, composer, panel } = await stage.visit('/pricing')
  await launcher.click()
  await composer.fill('My secret question')
  const sent = page.evaluate(() => new Promise((resolve) => window.firsthand!('on', 'message-sent', resolve)))
  await composer.press('Enter')
  await sent
  expect(await page.evaluate(() => localStorage.length)).toBe(1)
  await page.evaluate(() => window.firsthand!('forget'))
  await panel.waitFor({ state: 'hidden' })
  await page.waitForFunction(() => localStorage.length === 0)
  await page.reload()
  await launcher.click()
  await composer.waitFor()
  expect(await panel.getByText('My secret question').count()).toBe(0)
})

it('leaves nothing behind at `shutdown`: no node, listener, timer, observer or socket', async () => {
  const { page, launcher, composer, sockets } = await stage.visit('/pricing', { before: (page) => page.addInitScript(countTheLiving) })
  await page.waitForFunction(() => window.living.listeners.size > 0)
  await hasName(launcher, ADA)
  await launcher.click()
  await composer.fill('Something under way')
  const sent = page.evaluate(() => new Promise((resolve) => window.firsthand!('on', 'message-sent', resolve)))
  await composer.press('Enter')
  await sent
  const nodes = await page.evaluate(
    () => document.querySelectorAll('firsthand-root, [data-firsthand], style, link[rel=modulepreload]').length,
  )
  expect(nodes).toBe(1)
  const closed = (sockets[0] as unknown as { waitForEvent(name: string): Promise<unknown> }).waitForEvent('close')
  await page.evaluate(() => window.firsthand!('shutdown'))
  await closed
  await page.waitForFunction(() => window.living.timers.size === 0)
  // The browser's driver listens and observes too; it alone wants to know of these.
  const listeners = await page.evaluate(() => [...window.living.listeners])
  const drivers = listeners.filter((name) => /auxclick|__playwright/.test(name)).map((name) => name.split(' ').at(-1))
  expect(listeners.filter((name) => !drivers.includes(name.split(' ').at(-1)))).toEqual([])
  expect(await page.evaluate(() => [...window.living.observers.values()].filter((by) => !by.includes('InjectedScript')))).toEqual([])
  expect(await page.locator('firsthand-root').count()).toBe(0)
  await page.evaluate(() => window.firsthand!('boot'))
  await hasName(launcher, ADA)
})

/** Runs before any script of the page: keeps count of what is begun and not ended. */
function countTheLiving(): void {
  const timers = new Set<unknown>()
  const listeners = new Set<string>()
  const observers = new Map<unknown, string>()
  window.living = { timers, listeners, observers }
  const { setTimeout: begin, clearTimeout: end, setInterval: repeat, clearInterval: stop } = window
  window.setTimeout = ((act: () => void, ms?: number) => {
    const timer = begin(() => {
      timers.delete(timer)
      act()
    }, ms)
    timers.add(timer)
    return timer
  }) as typeof setTimeout
  window.clearTimeout = (timer) => {
    timers.delete(timer)
    end(timer as number)
  }
  window.setInterval = ((act: () => void, ms?: number) => {
    const timer = repeat(act, ms)
    timers.add(timer)
    return timer
  }) as typeof setInterval
  window.clearInterval = (timer) => {
    timers.delete(timer)
    stop(timer as number)
  }
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype
  const ids = new WeakMap<object, number>()
  let next = 0
  const nameOf = (target: EventTarget, type: string, handler: object): string => {
    if (!ids.has(handler)) ids.set(handler, (next += 1))
    return `${target.constructor.name} ${type} ${ids.get(handler)}`
  }
  const outlives = (target: EventTarget | undefined): boolean =>
    target === undefined ||
    target === window ||
    target === document ||
    target === window.navigation ||
    target === window.visualViewport ||
    target === document.documentElement
  EventTarget.prototype.addEventListener = function (this: EventTarget | undefined, type, handler, options) {
    add.call(this ?? window, type, handler, options)
    if (!handler || !outlives(this)) return
    const { signal, once } = typeof options === 'object' ? options : {}
    if (signal?.aborted) return
    const name = nameOf(this ?? window, type, handler)
    listeners.add(name)
    if (signal) add.call(signal, 'abort', () => listeners.delete(name))
    if (once) add.call(this ?? window, type, () => listeners.delete(name), { once: true })
  }
  EventTarget.prototype.removeEventListener = function (this: EventTarget | undefined, type, handler, options) {
    remove.call(this ?? window, type, handler, options)
    if (handler) listeners.delete(nameOf(this ?? window, type, handler))
  }
  for (const name of ['MutationObserver', 'ResizeObserver', 'IntersectionObserver'] as const) {
    const { observe, disconnect } = window[name].prototype as { observe(...rest: unknown[]): void; disconnect(): void }
    Object.assign(window[name].prototype, {
      observe(this: unknown, ...rest: unknown[]) {
        observers.set(this, `${name} ${new Error('here').stack}`)
        observe.apply(this, rest)
      },
      disconnect(this: unknown) {
        observers.delete(this)
        disconnect.apply(this)
      },
    })
  }
}
