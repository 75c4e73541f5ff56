import type { Locator } from 'playwright-core'

/** A timeline as the panel and the console draw it: the same pieces, read the same way. */
export interface TimelineOnScreen {
  readonly log: Locator
  /** Where one writes. */
  readonly composer: Locator
  /** The message with this text. */
  message(text: string): Locator
  /** Waits until the message is there. */
  sees(text: string): Promise<void>
  /** Waits until one's own message has come so far. */
  seesDelivery(text: string, delivery: 'Sending' | 'Waiting for the connection' | 'Sent' | 'Delivered' | 'Read'): Promise<void>
  /** Everything that was said, in its order, as it stands on screen. */
  texts(): Promise<string[]>
  /** Chooses something of a message's menu. */
  chooseFor(text: string, item: 'Edit' | 'Delete'): Promise<void>
}

export function timelineIn(place: Locator): TimelineOnScreen {
  const log = place.getByRole('log')
  const message = (text: string): Locator => log.getByRole('article').filter({ hasText: text })
  return {
    log,
    composer: place.getByRole('textbox'),
    message,
    sees: (text) => message(text).waitFor(),
    seesDelivery: (text, delivery) => message(text).getByText(delivery, { exact: true }).waitFor({ state: 'attached' }),
    texts: () => log.getByRole('article').locator('.fh-text').allInnerTexts(),
    async chooseFor(text, item) {
      // By the keyboard: Enter on a message opens its menu.
      await message(text).focus()
      await message(text).press('Enter')
      await place.getByRole('menuitem', { name: item }).click()
    },
  }
}
