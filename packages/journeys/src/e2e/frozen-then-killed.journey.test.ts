import { readDatabase } from '@firsthand/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { signIn, type Owner } from './owner.ts'
import { setStage, type Stage } from './stage.ts'
import { visit, visitIn } from './visitor.ts'

let stage: Stage
let owner: Owner
beforeAll(async () => {
  stage = await setStage()
  owner = await signIn(stage, 'ada')
})
afterAll(() => stage.close())

const copiesOf = async (text: string): Promise<number> =>
  (await readDatabase(stage.relay.folder)).rows.filter((row) => row.text === text).length

it('[P4] [P9] [F1] keeps a message that was sent to a relay which froze and was then killed, and brings it once after the restart', async () => {
  const visitor = await visit(stage, '/pricing')
  await visitor.open()
  await visitor.say('Before the frost')
  await owner.open('Before the frost')
  await visitor.seesDelivery('Before the frost', 'Read')
  stage.relay.freeze()
  await visitor.say('Into the frost')
  await visitor.seesDelivery('Into the frost', 'Sending')
  await stage.relay.kill()
  await visitor.sees('Into the frost')
  await stage.relay.restart()
  await owner.sees('Into the frost')
  await visitor.seesDelivery('Into the frost', 'Read')
  expect(await owner.texts()).toEqual(['Before the frost', 'Into the frost'])
  expect(await visitor.texts()).toEqual(['Before the frost', 'Into the frost'])
  expect(await copiesOf('Into the frost')).toBe(1)
  await visitor.browser.context.close()
})

it('[P9] [F1] brings it once even where it was the first message and the page was closed meanwhile', async () => {
  const visitor = await visit(stage, '/guide')
  await visitor.open()
  stage.relay.freeze()
  await visitor.say('First, into the frost')
  await visitor.sees('First, into the frost')
  await visitor.page.close()
  await stage.relay.kill()
  await stage.relay.restart()
  const back = await visitIn(visitor.browser, `${stage.site.origin}/guide`)
  await back.open()
  await back.seesDelivery('First, into the frost', 'Sent')
  expect(await back.texts()).toEqual(['First, into the frost'])
  expect(await copiesOf('First, into the frost')).toBe(1)
  await visitor.browser.context.close()
})
