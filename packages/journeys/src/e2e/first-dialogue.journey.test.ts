import { afterAll, beforeAll, expect, it } from 'vitest'
import { signIn, type Owner } from './owner.ts'
import { setStage, type Stage } from './stage.ts'
import { visit, type Visitor } from './visitor.ts'

let stage: Stage
let owner: Owner
let visitor: Visitor
beforeAll(async () => {
  stage = await setStage()
  owner = await signIn(stage, 'ada')
  visitor = await visit(stage, '/pricing')
})
afterAll(() => stage.close())

it('shows who is responsible for the page before anything is typed', async () => {
  await visitor.page.getByRole('button', { name: 'Talk to Ada Lovelace about Pricing API' }).waitFor()
  await visitor.open()
  await visitor.panel.getByRole('heading', { name: 'Ada Lovelace' }).waitFor()
  await visitor.panel.getByText('Maintains this product').waitFor()
  await visitor.panel.getByText('Here now').first().waitFor()
})

it('stores nothing before the first message', async () => {
  const kept = await visitor.page.evaluate(async () => ({
    databases: (await indexedDB.databases()).length,
    local: localStorage.length,
    session: sessionStorage.length,
    cookie: document.cookie,
  }))
  expect(kept).toEqual({ databases: 0, local: 0, session: 0, cookie: '' })
  expect(await visitor.browser.context.cookies()).toEqual([])
})

it("shows a visitor's first message to the owner at once, live", async () => {
  await visitor.say('Is the price per request?')
  await visitor.sees('Is the price per request?')
  await owner.open('Is the price per request?')
  await owner.sees('Is the price per request?')
  await owner.conversation.getByText('Pricing API').first().waitFor()
})

it('[P15] tells the visitor once the owner has read it', async () => {
  await owner.log.click()
  await visitor.seesDelivery('Is the price per request?', 'Read')
})

it('shows each side that the other is typing', async () => {
  await owner.composer.pressSequentially('Yes,')
  await visitor.log.getByText('Ada Lovelace is typing').waitFor()
  await visitor.composer.pressSequentially('And')
  await owner.log.getByText('Visitor is typing').waitFor()
  await visitor.composer.fill('')
})

it('brings the answer back, and the ticks to the owner', async () => {
  await owner.say('Yes, per request.\nBatches count once.')
  await visitor.sees('Batches count once.')
  await visitor.log.click()
  await owner.seesDelivery('Batches count once.', 'Read')
})

it('counts unread messages on the launcher while the panel is closed, and only then', async () => {
  await visitor.close()
  await owner.say('One more thing: the first thousand are free.')
  await visitor.page.getByRole('button', { name: /Ada Lovelace.*1/ }).waitFor()
  await visitor.open()
  await visitor.sees('the first thousand are free')
})

it('[P14] shows an edit and a deletion to both', async () => {
  await visitor.say('Thx for the anwser')
  await owner.sees('Thx for the anwser')
  await visitor.chooseFor('Thx for the anwser', 'Edit')
  await visitor.say('Thanks for the answer')
  await owner.sees('Thanks for the answer')
  await owner.message('Thanks for the answer').getByText('edited').waitFor()
  await visitor.chooseFor('Thanks for the answer', 'Delete')
  await owner.message('Message deleted').waitFor()
  await visitor.message('Message deleted').waitFor()
  expect(await owner.message('Thanks for the answer').count()).toBe(0)
})

it('resolves, says so on both sides, and opens again with the next message', async () => {
  await owner.press('Resolve')
  await visitor.log.getByText('Ada Lovelace marked this as resolved').waitFor()
  await visitor.say('One more question')
  await owner.sees('One more question')
  await owner.log.getByText('reopened this').waitFor()
  await visitor.log.getByText('reopened this').waitFor()
})

it('[P5] leaves both with the same words in the same order', async () => {
  await visitor.sees('One more question')
  expect(await visitor.texts()).toEqual(await owner.texts())
})

it('shows the owner exactly what the visitor sees about themselves', async () => {
  await visitor.choose('What Ada Lovelace sees about you')
  const facts = visitor.panel.getByRole('term')
  await facts.first().waitFor()
  const theirs = owner.page.getByRole('complementary', { name: 'Person and subject' })
  await theirs.getByRole('term').first().waitFor()
  const named = await theirs.getByRole('term').allInnerTexts()
  expect(named).toEqual(expect.arrayContaining(await facts.allInnerTexts()))
})
