import type { ProxyMode } from '@firsthand/testkit'
import { setStage } from '../../src/e2e/stage.ts'
import { visit } from '../../src/e2e/visitor.ts'

/**
 * Opens the widget on a page of a host site, makes the link as bad as asked, and measures on the page itself how long it takes from the
 * key that sends to the text on screen, milliseconds each.
 */
export async function measureEcho(weather: ProxyMode, times: number): Promise<number[]> {
  const stage = await setStage()
  try {
    const visitor = await visit(stage, '/pricing')
    await visitor.open()
    await visitor.say('Before the weather turns')
    await visitor.seesDelivery('Before the weather turns', 'Sent')
    stage.network.set(weather)
    const spans: number[] = []
    for (let time = 0; time < times; time++) {
      const text = `Echo ${time}`
      await visitor.page.evaluate(watchForEcho, text)
      await visitor.say(text)
      await visitor.sees(text)
      spans.push(await visitor.page.evaluate(readEcho))
    }
    return spans
  } finally {
    await stage.close()
  }
}

/** On the page: notes when Enter is pressed, and when the text stands in the log. */
function watchForEcho(text: string): void {
  const root = Array.from(document.querySelectorAll('*')).find((one) => one.shadowRoot?.querySelector('[role=log]'))?.shadowRoot
  if (!root) throw new Error('There is no panel on the page.')
  const span = window as { firsthandEcho?: number }
  delete span.firsthandEcho
  let from = 0
  root.addEventListener('keydown', (event) => (from ||= (event as KeyboardEvent).key === 'Enter' ? performance.now() : 0), {
    capture: true,
  })
  const seen = new MutationObserver(() => {
    if (!Array.from(root.querySelectorAll('.fh-text')).some((one) => one.textContent === text)) return
    seen.disconnect()
    span.firsthandEcho = performance.now() - from
  })
  seen.observe(root, { childList: true, subtree: true, characterData: true })
}

function readEcho(): number {
  return (window as { firsthandEcho?: number }).firsthandEcho ?? Number.NaN
}
