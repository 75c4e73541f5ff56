import type { BrowserContextOptions, Locator } from 'playwright-core'
import type { Stage, Tab } from './stage.ts'
import { timelineIn, type TimelineOnScreen } from './timeline.ts'

/** A responsible person in the console, and what they see and do there. */
export interface Owner extends Tab, TimelineOnScreen {
  readonly inbox: Locator
  readonly conversation: Locator
  /** The rows of the inbox, newest wants first. */
  readonly rows: Locator
  /** Opens the conversation whose row shows this text. */
  open(text: string): Promise<void>
  say(text: string): Promise<void>
  press(button: 'Resolve' | 'Reopen'): Promise<void>
}

/** Signs a member in by their link, in a browser of its own. */
export async function signIn(stage: Stage, handle: string, options: BrowserContextOptions = {}): Promise<Owner> {
  const browser = await stage.openContext(options)
  const tab = await browser.openPage(await stage.relay.createSignInLink(handle))
  const inbox = tab.page.getByRole('navigation', { name: 'Conversations' })
  await inbox.waitFor()
  const conversation = tab.page.getByRole('main', { name: 'Conversation' })
  const composer = conversation.getByRole('textbox')
  return {
    ...tab,
    ...timelineIn(conversation),
    inbox,
    conversation,
    rows: inbox.getByRole('listitem').getByRole('link'),
    async open(text) {
      await inbox.getByRole('link').filter({ hasText: text }).first().click()
      await composer.waitFor()
    },
    async say(text) {
      await composer.fill(text)
      await composer.press('Enter')
    },
    press: (button) => conversation.getByRole('button', { name: button }).click(),
  }
}
