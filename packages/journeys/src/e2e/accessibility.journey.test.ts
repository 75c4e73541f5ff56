import { checkAccessibility } from '@firsthand/testkit'
import type { BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signIn } from './owner.ts'
import { setStage, type Stage } from './stage.ts'
import { visit } from './visitor.ts'

let stage: Stage
beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage.close())

const screens: Record<string, BrowserContextOptions> = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
}

describe.each(Object.entries(screens))('on a screen that is %s', (name, screen) => {
  it('axe finds nothing in the widget: launcher, first sight, conversation, what the owner sees', async () => {
    const visitor = await visit(stage, '/pricing', { ...screen, reducedMotion: 'reduce' })
    await visitor.launcher.waitFor()
    expect(await checkAccessibility(visitor.page)).toEqual([])
    await visitor.launcher.click()
    await visitor.composer.waitFor()
    expect(await checkAccessibility(visitor.page)).toEqual([])
    await visitor.composer.fill(`Can everybody read this on ${name}?`)
    await visitor.panel.getByRole('button', { name: 'Send' }).click()
    await visitor.seesDelivery(`Can everybody read this on ${name}?`, 'Sent')
    expect(await checkAccessibility(visitor.page)).toEqual([])
    await visitor.choose('What Ada Lovelace sees about you')
    await visitor.panel.getByRole('term').first().waitFor()
    expect(await checkAccessibility(visitor.page)).toEqual([])
    await visitor.browser.context.close()
  })

  it('axe finds nothing in the console: inbox, conversation, the keys', async () => {
    const visitor = await visit(stage, '/pricing')
    await visitor.open()
    await visitor.say(`A question for the console on ${name}`)
    const owner = await signIn(stage, 'ada', { ...screen, reducedMotion: 'reduce' })
    await owner.inbox.getByText(`A question for the console on ${name}`).waitFor()
    expect(await checkAccessibility(owner.page)).toEqual([])
    await owner.open(`A question for the console on ${name}`)
    await owner.sees(`A question for the console on ${name}`)
    expect(await checkAccessibility(owner.page)).toEqual([])
    await owner.log.focus()
    await owner.page.keyboard.press('?')
    await owner.page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    expect(await checkAccessibility(owner.page)).toEqual([])
    await Promise.all([owner.page.context().close(), visitor.browser.context.close()])
  })
})
