import { afterAll, beforeAll, expect, it } from 'vitest'
import { signIn } from './owner.ts'
import { setStage, type Stage } from './stage.ts'
import { visit, visitIn } from './visitor.ts'

let stage: Stage
beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage.close())

it('keeps a strict policy with Trusted Types, reports no violation, logs no error and shifts nothing', async () => {
  const owner = await signIn(stage, 'ada')
  const visitor = await visit(stage, '/pricing')
  await visitor.open()
  await visitor.say('Does the policy hold? https://example.com/a?b=1')
  await owner.open('Does the policy hold?')
  await owner.say('It does.')
  await visitor.sees('It does.')
  await visitor.choose('What Ada Lovelace sees about you')
  await visitor.panel.getByRole('term').first().waitFor()
  await visitor.page.reload()
  await visitor.open()
  await visitor.sees('It does.')
  await visitor.close()
  expect(visitor.watch.violations).toEqual([])
  expect(visitor.watch.errors).toEqual([])
  expect(await visitor.watch.layoutShift()).toBe(0)
  expect(owner.watch.violations).toEqual([])
  expect(owner.watch.errors).toEqual([])
})

it('follows the visitor to another page, to its owner, and keeps the earlier conversation in reach', async () => {
  const visitor = await visit(stage, '/pricing')
  await visitor.open()
  await visitor.say('About the price')
  await visitor.seesDelivery('About the price', 'Sent')
  const elsewhere = await visitIn(visitor.browser, `${stage.site.origin}/guide`)
  await elsewhere.page.getByRole('button', { name: 'Talk to Bob Moses about Field guide' }).waitFor()
  await elsewhere.open()
  await elsewhere.panel.getByRole('heading', { name: 'Bob Moses' }).waitFor()
  await elsewhere.panel.getByRole('button', { name: 'Your conversations' }).click()
  await elsewhere.panel.getByRole('button', { name: /Pricing API/ }).click()
  await elsewhere.sees('About the price')
  await visitor.browser.context.close()
})

it('follows a page that moves without loading anew', async () => {
  const visitor = await visit(stage, '/app/start')
  await visitor.page.getByRole('button', { name: 'Guide', exact: true }).click()
  await visitor.page.getByRole('button', { name: 'Talk to Bob Moses about Field guide' }).waitFor()
  await visitor.open()
  await visitor.say('About the guide')
  await visitor.seesDelivery('About the guide', 'Sent')
  await visitor.page.getByRole('button', { name: 'Pricing', exact: true }).click()
  await visitor.panel.getByRole('heading', { name: 'Ada Lovelace' }).waitFor()
  await visitor.panel.getByRole('button', { name: 'Your conversations' }).click()
  await visitor.panel.getByRole('button', { name: /Field guide/ }).click()
  await visitor.sees('About the guide')
  await visitor.browser.context.close()
})
