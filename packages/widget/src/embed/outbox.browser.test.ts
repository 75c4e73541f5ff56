import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { setStage, writePage, type Stage, type Visit } from './testing/stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await setStage(
    (relay) => ({
      '/pricing': writePage(relay, {}),
      '/guide': writePage(relay, {}),
      '/plain': '<!doctype html><html lang="en"><title>Plain</title><h1>No widget here</h1></html>',
      '/favicon.ico': { type: 'image/x-icon', body: '' },
    }),
    undefined,
    { backForwardCache: true },
  )
})
afterAll(() => stage.close())
afterEach(() => stage.network.set({ mode: 'pass' }))

const said = (page: Page): ReturnType<Page['locator']> => page.locator('.fh-message .fh-text')
const texts = (page: Page): Promise<string[]> => said(page).allInnerTexts()
const sent = (page: Page, text: string): Promise<void> =>
  page
    .locator('.fh-message', { hasText: text })
    .and(page.locator('.fh-is-sent,.fh-is-delivered,.fh-is-read'))
    .waitFor({ state: 'attached' })

async function say({ composer }: Pick<Visit, 'composer'>, text: string): Promise<void> {
  await composer.fill(text)
  await composer.press('Enter')
}

/** A visitor whose first message has arrived. */
async function begin(text = 'Hello'): Promise<Visit> {
  const visit = await stage.visit('/pricing')
  await visit.launcher.click()
  await say(visit, text)
  await sent(visit.page, text)
  return visit
}

/** Another tab of the same browser, with the panel open on the same conversation. */
async function openBeside({ page }: Visit): Promise<Pick<Visit, 'page' | 'composer'>> {
  const beside = await page.context().newPage()
  await beside.goto(`${stage.site.origin}/pricing`)
  await beside.locator('#launcher').click()
  await said(beside).first().waitFor()
  return { page: beside, composer: beside.getByRole('dialog').getByRole('textbox') }
}

/** Presses Enter and leaves before anything else can happen. */
const pressAndReload = (page: Page): Promise<void> =>
  page
    .evaluate(() => {
      const field = document.querySelector('firsthand-root')!.shadowRoot!.querySelector('textarea')!
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true }))
      location.reload()
    })
    .catch(() => undefined)

it('[P9] [F12] the very first message survives a reload right after Enter, and goes out by itself', async () => {
  const { page, launcher, composer } = await stage.visit('/pricing')
  await launcher.click()
  await composer.fill('Gone in a moment')
  const again = page.waitForEvent('load')
  await pressAndReload(page)
  await again
  await page.waitForFunction(() => localStorage['firsthand:demo'] === 'sent')
  await launcher.click()
  await sent(page, 'Gone in a moment')
  expect(await texts(page)).toEqual(['Gone in a moment'])
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(['firsthand:demo'])
  await page.context().close()
})

it('[P9] [F12] so does any later one: it is there once', async () => {
  const { page, launcher, composer } = await begin()
  for (const text of ['one', 'two', 'three']) {
    await composer.fill(text)
    const again = page.waitForEvent('load')
    await pressAndReload(page)
    await again
    await launcher.click()
    await sent(page, text)
  }
  expect(await texts(page)).toEqual(['Hello', 'one', 'two', 'three'])
  await page.context().close()
})

const broken = {
  'may not be named': () =>
    Object.defineProperty(globalThis, 'indexedDB', {
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError')
      },
    }),
  'refuses to open, as in some private windows': () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('A mutation operation was attempted on a database that did not allow mutations.', 'InvalidStateError')
    }
  },
  'is full': () => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
    }
  },
  'never answers': () => {
    IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest
  },
}
it.each(Object.entries(broken))('[P9] [F13] where storage %s, one talks all the same, and is told', async (_, breakIt) => {
  const visit = await stage.visit('/pricing', { before: (page) => page.addInitScript(breakIt) })
  await visit.launcher.click()
  await say(visit, 'Without a memory')
  await sent(visit.page, 'Without a memory')
  await visit.page.getByText('This browser stores nothing here').waitFor()
  await say(visit, 'And again')
  await sent(visit.page, 'And again')
  expect(await texts(visit.page)).toEqual(['Without a memory', 'And again'])
  await visit.page.context().close()
})

it('[P9] [F13] storage that answers at last has everything that was said meanwhile, and the notice goes', async () => {
  const visit = await stage.visit('/pricing', {
    before: (page) =>
      page.addInitScript(() => {
        if (sessionStorage['answered']) return
        const { open } = IDBFactory.prototype
        const waiting: (() => void)[] = []
        Object.assign(globalThis, { answer: () => waiting.splice(0).forEach((act) => act()) })
        IDBFactory.prototype.open = function (this: IDBFactory, ...args) {
          if (!('answer' in globalThis)) return open.apply(this, args)
          const request = new EventTarget() as IDBOpenDBRequest
          waiting.push(() => {
            delete (globalThis as { answer?: unknown }).answer
            const real = open.apply(this, args)
            for (const name of ['result', 'transaction', 'error'] as const) Object.defineProperty(request, name, { get: () => real[name] })
            for (const name of ['upgradeneeded', 'success', 'error'])
              real.addEventListener(name, () => request.dispatchEvent(new Event(name)))
          })
          return request
        }
      }),
  })
  await visit.launcher.click()
  await say(visit, 'Into the silence')
  await visit.page.getByText('This browser stores nothing here').waitFor()
  await visit.page.evaluate(() => {
    sessionStorage['answered'] = 'yes'
    ;(globalThis as unknown as { answer(): void }).answer()
  })
  await visit.page.getByText('This browser stores nothing here').waitFor({ state: 'detached' })
  await visit.page.reload()
  await visit.launcher.click()
  await sent(visit.page, 'Into the silence')
  expect(await texts(visit.page)).toEqual(['Into the silence'])
  await visit.page.context().close()
})

it.each(['refuse', 'swallow'] as const)('where a proxy answers WebSocket upgrades with %s, one talks by polling', async (fate) => {
  const visit = await stage.visit('/pricing')
  await visit.launcher.waitFor()
  stage.network.set({ mode: 'upgrades', fate })
  await visit.launcher.click()
  await say(visit, 'By other means')
  await sent(visit.page, 'By other means')
  await visit.page.context().close()
})

it('[P10] two tabs show the same without a connection, and what was said in either arrives once', async () => {
  const one = await begin()
  const two = await openBeside(one)
  stage.network.set({ mode: 'refuse' })
  stage.network.cut()
  await say(one, 'From the left')
  await said(two.page).getByText('From the left').waitFor()
  await say(two, 'From the right')
  await said(one.page).getByText('From the right').waitFor()
  expect(await two.page.locator('.fh-is-waiting').count()).toBe(2)
  stage.network.set({ mode: 'pass' })
  for (const { page } of [one, two]) await sent(page, 'From the right')
  for (const { page } of [one, two]) expect(await texts(page)).toEqual(['Hello', 'From the left', 'From the right'])
  await one.page.context().close()
})

it('[P10] an unsent message changed in the other tab goes out with the new words', async () => {
  const one = await begin()
  const two = await openBeside(one)
  stage.network.set({ mode: 'refuse' })
  stage.network.cut()
  await say(one, 'Wrods')
  const message = two.page.locator('.fh-message', { hasText: 'Wrods' })
  await message.focus()
  await message.press('Enter')
  await two.page.getByRole('menuitem', { name: 'Edit' }).click()
  await say(two, 'Words')
  await said(one.page).getByText('Words').waitFor()
  stage.network.set({ mode: 'pass' })
  for (const { page } of [one, two]) {
    await sent(page, 'Words')
    expect(await texts(page)).toEqual(['Hello', 'Words'])
    expect(await page.locator('.fh-edited').count()).toBe(0)
  }
  await one.page.context().close()
})

it('[P10] [F12] the tab that sends is closed before its ack: the other one sends, and it arrives once', async () => {
  const one = await begin()
  const two = await openBeside(one)
  // Whatever leaves from now on is taken and not answered.
  stage.network.set({ mode: 'swallow' })
  await say(one, 'Into nothing')
  await said(two.page).getByText('Into nothing').waitFor()
  await one.page.close()
  stage.network.set({ mode: 'pass' })
  stage.network.cut()
  await sent(two.page, 'Into nothing')
  expect(await texts(two.page)).toEqual(['Hello', 'Into nothing'])
  await two.page.context().close()
})

it('[P10] [F12] a tab that was frozen while it sent is overtaken, and shows the same when it thaws', async () => {
  const one = await begin()
  const two = await openBeside(one)
  stage.network.set({ mode: 'swallow' })
  await say(one, 'Frozen on the way')
  await said(two.page).getByText('Frozen on the way').waitFor()
  await one.cdp.send('Page.setWebLifecycleState', { state: 'frozen' })
  stage.network.set({ mode: 'pass' })
  stage.network.cut()
  await sent(two.page, 'Frozen on the way')
  await say(two, 'While it slept')
  await sent(two.page, 'While it slept')
  await one.cdp.send('Page.setWebLifecycleState', { state: 'active' })
  await sent(one.page, 'While it slept')
  expect(await texts(one.page)).toEqual(['Hello', 'Frozen on the way', 'While it slept'])
  expect(await texts(two.page)).toEqual(await texts(one.page))
  await one.page.context().close()
})

it('[P18] [F12] a page with a conversation, also one that waits to be sent, goes into the back/forward cache and comes back alive', async () => {
  const one = await begin()
  const { page } = one
  await page.evaluate(() => addEventListener('pageshow', (event) => Object.assign(globalThis, { cached: event.persisted })))
  stage.network.set({ mode: 'swallow' })
  await say(one, 'On the way')
  await page.locator('.fh-is-sending').waitFor()
  stage.network.set({ mode: 'pass' })
  stage.network.cut()
  await page.goto(`${stage.site.origin}/plain`)
  await page.goBack({ waitUntil: 'commit' })
  await page.waitForFunction(() => 'cached' in globalThis)
  expect(await page.evaluate(() => (globalThis as unknown as { cached: boolean }).cached)).toBe(true)
  await sent(page, 'On the way')
  expect(await texts(page)).toEqual(['Hello', 'On the way'])
  await page.context().close()
})

it('[P11] forgetting in one tab, with the relay out of reach, changes the other at once', async () => {
  const one = await begin()
  const two = await openBeside(one)
  await one.page.bringToFront()
  const choose = async (): Promise<void> => {
    await one.page.getByRole('button', { name: 'Menu' }).click()
    await one.page.getByRole('menuitem', { name: 'Forget this device' }).click()
  }
  // Its code comes from the relay, the first time.
  await choose()
  await one.page.getByRole('button', { name: 'Keep' }).click()
  stage.network.set({ mode: 'refuse' })
  stage.network.cut()
  await say(one, 'Never to be sent')
  await said(two.page).getByText('Never to be sent').waitFor()
  await choose()
  await one.page.getByText('1 message is not sent yet and will be lost.').waitFor()
  await one.page.getByRole('button', { name: 'Forget', exact: true }).click()
  await two.page.getByText('This conversation is no longer there.').waitFor()
  expect(await two.page.evaluate(() => Object.keys(localStorage))).toEqual([])
  await one.page.context().close()
})

it('[P13] [F14] what a database that was copied back lacks is sent again by the page that said it, once', async () => {
  const one = await begin('Before the copy')
  const two = await openBeside(one)
  const copy = await mkdtemp(join(tmpdir(), 'firsthand-copy-'))
  await stage.relay.kill()
  await cp(stage.relay.folder, copy, { recursive: true })
  await stage.relay.restart()
  await say(one, 'Behind the copy')
  await sent(one.page, 'Behind the copy')
  await stage.relay.kill()
  await rm(stage.relay.folder, { recursive: true })
  await cp(copy, stage.relay.folder, { recursive: true })
  await stage.relay.restart()
  for (const { page } of [one, two]) {
    await page.locator('.fh-availability').getByText('Away').waitFor()
    await sent(page, 'Behind the copy')
    expect(await texts(page)).toEqual(['Before the copy', 'Behind the copy'])
  }
  // A browser that was not there sees what the relay has.
  const fresh = await one.page.context().newPage()
  await fresh.goto(`${stage.site.origin}/pricing`)
  await fresh.locator('#launcher').click()
  await expect.poll(() => texts(fresh)).toEqual(['Before the copy', 'Behind the copy'])
  await one.page.context().close()
  await rm(copy, { recursive: true })
})
