import { afterAll, beforeAll, expect, it } from 'vitest'
import { signIn, type Owner } from './owner.ts'
import { setStage, type Stage } from './stage.ts'
import { crash, visit, visitIn } from './visitor.ts'

let stage: Stage
let owner: Owner
beforeAll(async () => {
  stage = await setStage()
  owner = await signIn(stage, 'ada')
})
afterAll(() => stage.close())

it('keeps the conversation through a reload', async () => {
  const visitor = await visit(stage, '/pricing')
  await visitor.open()
  await visitor.say('Before the reload')
  await owner.open('Before the reload')
  await owner.say('Answered before it, too')
  await visitor.sees('Answered before it, too')
  await visitor.page.reload()
  await visitor.open()
  await visitor.sees('Before the reload')
  await visitor.sees('Answered before it, too')
  await visitor.say('After the reload')
  await owner.sees('After the reload')
  expect(await owner.texts()).toEqual(['Before the reload', 'Answered before it, too', 'After the reload'])
  await visitor.browser.context.close()
})

it('shows two tabs of one visitor the same, each message once', async () => {
  const one = await visit(stage, '/pricing')
  await one.open()
  await one.say('From the first tab')
  await owner.open('From the first tab')
  const other = await visitIn(one.browser, `${stage.site.origin}/pricing`)
  await other.open()
  await other.sees('From the first tab')
  await other.say('From the second tab')
  await one.sees('From the second tab')
  await owner.say('To both tabs')
  await Promise.all([one.sees('To both tabs'), other.sees('To both tabs')])
  const said = ['From the first tab', 'From the second tab', 'To both tabs']
  await expect.poll(() => one.texts()).toEqual(said)
  await expect.poll(() => other.texts()).toEqual(said)
  await expect.poll(() => owner.texts()).toEqual(said)
  await one.browser.context.close()
})

it('[P9] sends what was typed before the tab crashed once the page is opened again', async () => {
  const before = await visit(stage, '/pricing')
  await before.open()
  await before.say('Words before the crash')
  await owner.open('Words before the crash')
  await before.seesDelivery('Words before the crash', 'Read')
  stage.network.set({ mode: 'refuse' })
  stage.network.cut()
  await before.say('Written without a network')
  await before.seesDelivery('Written without a network', 'Waiting for the connection')
  await crash(before.page)
  stage.network.set({ mode: 'pass' })
  const after = await visitIn(before.browser, `${stage.site.origin}/pricing`)
  await after.open()
  await after.sees('Written without a network')
  await owner.sees('Written without a network')
  expect((await owner.texts()).filter((text) => text === 'Written without a network')).toHaveLength(1)
  await before.browser.context.close()
})
