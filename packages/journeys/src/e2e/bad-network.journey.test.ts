import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { signIn, type Owner } from './owner.ts'
import { setStage, type Stage } from './stage.ts'
import { visit, type Visitor } from './visitor.ts'

let stage: Stage
let owner: Owner
let visitor: Visitor
beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage.close())
beforeEach(async () => {
  owner = await signIn(stage, 'ada')
  visitor = await visit(stage, '/pricing')
})
afterEach(async () => {
  stage.network.set({ mode: 'pass' })
  await Promise.all([owner.page.context().close(), visitor.browser.context.close()])
})

const begin = async (text: string): Promise<void> => {
  await visitor.open()
  await visitor.say(text)
  await owner.open(text)
  await owner.sees(text)
}

it('[P4] goes on after the relay was killed and started again between two messages', async () => {
  await begin('Before the relay died')
  await owner.say('Heard you')
  await visitor.sees('Heard you')
  await stage.relay.kill()
  await visitor.say('While it was dead')
  await owner.say('Also while it was dead')
  await stage.relay.restart()
  await Promise.all([owner.sees('While it was dead'), visitor.sees('Also while it was dead')])
  await visitor.say('After it came back')
  await owner.sees('After it came back')
  await expect.poll(() => visitor.texts()).toHaveLength(5)
  expect(await visitor.texts()).toEqual(await owner.texts())
})

it('[P9] shows a message as waiting while the network is cut, and sends it once it is back', async () => {
  await begin('Before the cut')
  stage.network.set({ mode: 'refuse' })
  stage.network.cut()
  await visitor.say('Said into the void')
  await visitor.sees('Said into the void')
  await visitor.seesDelivery('Said into the void', 'Waiting for the connection')
  await visitor.panel.getByRole('status').filter({ hasText: 'What you write is kept' }).waitFor()
  stage.network.set({ mode: 'pass' })
  await owner.sees('Said into the void')
  expect(await owner.texts()).toEqual(['Before the cut', 'Said into the void'])
})

it('[P2] shows one message where the link broke after it had left', async () => {
  await begin('Before it swallows')
  // The network takes everything from here on and gives nothing back: the ack is lost, or the message is.
  stage.network.set({ mode: 'swallow' })
  await visitor.say('Was it heard?')
  await visitor.seesDelivery('Was it heard?', 'Sending')
  stage.network.set({ mode: 'pass' })
  stage.network.cut()
  await owner.sees('Was it heard?')
  await visitor.seesDelivery('Was it heard?', 'Read')
  expect(await owner.texts()).toEqual(['Before it swallows', 'Was it heard?'])
})

it.each(['refuse', 'swallow'] as const)('talks by polling where a proxy answers WebSocket upgrades with: %s', async (fate) => {
  stage.network.set({ mode: 'upgrades', fate })
  stage.network.cut()
  const before = stage.network.upgrades
  await visitor.page.reload()
  await visitor.open()
  await visitor.say(`Without a WebSocket, ${fate}`)
  await owner.open(`Without a WebSocket, ${fate}`)
  await owner.say(`By polling, ${fate}`)
  await visitor.sees(`By polling, ${fate}`)
  await visitor.seesDelivery(`Without a WebSocket, ${fate}`, 'Read')
  expect(stage.network.upgrades).toBeGreaterThan(before)
})

/** Comes back to a page while the relay is down: the loader is in the browser's cache, the card and the panel are not to be had. */
const comeBackWhileDown = async (path: string): Promise<void> => {
  await visitor.page.goto(stage.site.origin + path)
  await visitor.launcher.waitFor()
  await stage.relay.kill()
  await visitor.page.reload()
  await visitor.anyLauncher.waitFor()
}

it('stands on a page that was loaded while the relay was down, and opens once it is back', async () => {
  await comeBackWhileDown('/pricing')
  const failed = visitor.page.waitForEvent('requestfailed', (request) => request.url().endsWith('.js'))
  await visitor.anyLauncher.click()
  await failed
  await stage.relay.restart()
  await visitor.anyLauncher.click()
  await visitor.panel.getByRole('heading', { name: 'Ada Lovelace' }).waitFor()
  await visitor.say('The relay was down when I came')
  await owner.open('The relay was down when I came')
})

it("leads to the site's other way while the relay cannot be had", async () => {
  await comeBackWhileDown('/with-contact')
  await visitor.anyLauncher.click()
  await visitor.page.waitForURL('**/contact')
  await stage.relay.restart()
})
