import { createClient, createMemoryKeep, createSocketIoConnector, type Client, type ConversationModel } from '@firsthand/client'
import { memberId } from '@firsthand/relay'
import {
  builtAssets,
  servePages,
  signIn,
  startFaultProxy,
  startTestRelay,
  strictPolicy,
  type OtherBrowser,
  type OtherTab,
  type PageServer,
  type TestRelay,
} from '@firsthand/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'

/** Everything of the widget stands in this one shadow root. */
const within = (selector: string): string => `document.querySelector('firsthand-root')?.shadowRoot.querySelector('${selector}')`
const LAUNCHER = within('#launcher')
const COMPOSER = within('[role=dialog] textarea')
const SAID = `[...(document.querySelector('firsthand-root')?.shadowRoot.querySelectorAll('.fh-message .fh-text') ?? [])].map((one) => one.textContent)`
const PATIENCE = { timeout: 20_000, interval: 100 }

/**
 * The small set that a browser other than Chromium has to pass: the launcher and the panel under a strict policy, a dialogue, a reload with something
 * unsent, two tabs, and no storage.
 */
export function addSmallSet(launch: () => Promise<OtherBrowser>): void {
  let browser: OtherBrowser
  let relay: TestRelay
  let site: PageServer
  let network: Awaited<ReturnType<typeof startFaultProxy>>
  let owner: Client

  beforeAll(async () => {
    network = await startFaultProxy()
    const url = `http://127.0.0.1:${network.port}`
    site = await servePages({ csp: strictPolicy(url), pages: pagesOf(url) })
    relay = await startTestRelay({ config: configOf(site.origin), assets: builtAssets, publicUrl: url })
    network.target(relay.port)
    const cookie = await signIn(relay, 'ada')
    owner = createClient({
      relay: url,
      identity: { as: 'member', person: memberId('ada') },
      keep: createMemoryKeep(),
      // Past the proxy: what is broken there is the visitor's way alone.
      connector: createSocketIoConnector(`http://127.0.0.1:${relay.port}`, { headers: { cookie, origin: url } }),
    })
    owner.connect()
    browser = await launch()
  }, 90_000)

  afterAll(async () => {
    await browser?.close()
    await owner?.close()
    await relay?.close()
    await site?.close()
    await network?.close()
  })

  const sees = (tab: OtherTab, text: string): Promise<void> =>
    expect.poll(() => tab.read(SAID), { ...PATIENCE, message: 'what is said on the page' }).toContain(text)

  /** The owner's side of the conversation in which this was said. */
  async function answerOf(text: string): Promise<ConversationModel> {
    const find = (): string | undefined =>
      owner.inbox.conversations.value.find(({ last }) => (last?.body as { text?: string } | null)?.text === text)?.id
    await expect.poll(find, PATIENCE).toBeTruthy()
    return owner.openConversation(find()!)
  }

  async function openPanel(path: string): Promise<OtherTab> {
    const tab = await browser.open(site.origin + path)
    await expect.poll(() => tab.read(`${LAUNCHER} !== null && ${LAUNCHER} !== undefined`), PATIENCE).toBe(true)
    await tab.click(LAUNCHER)
    await expect.poll(() => tab.read(`Boolean(${COMPOSER})`), PATIENCE).toBe(true)
    return tab
  }

  const say = (tab: OtherTab, text: string): Promise<void> => tab.type(COMPOSER, `${text}\n`)

  it('the launcher shows, and the panel opens under a strict policy with nothing that violates it', async () => {
    const tab = await openPanel('/fresh')
    expect(await tab.read(`${within('[role=dialog]')}.getBoundingClientRect().height > 300`)).toBe(true)
    expect(await tab.read('window.violations')).toEqual([])
  })

  it('a message is sent and answered, both ways live, and a second tab shows the same', async () => {
    const tab = await openPanel('/pricing')
    await say(tab, 'Does it sing in the rain?')
    await sees(tab, 'Does it sing in the rain?')
    const answer = await answerOf('Does it sing in the rain?')
    await answer.send('It does.')
    await sees(tab, 'It does.')
    const beside = await openPanel('/pricing')
    await sees(beside, 'It does.')
    await say(beside, 'Then I take it.')
    await sees(tab, 'Then I take it.')
    await answerOf('Then I take it.')
  })

  it('[P9] what is unsent survives a reload, and is said once', async () => {
    const tab = await openPanel('/pricing')
    await sees(tab, 'Then I take it.')
    network.set({ mode: 'refuse' })
    network.cut()
    await say(tab, 'Written without a connection')
    await sees(tab, 'Written without a connection')
    network.set({ mode: 'pass' })
    await tab.reload()
    const answer = await answerOf('Written without a connection')
    const texts = (): (string | null)[] => answer.timeline.value.flatMap((item) => (item.kind === 'message' ? [item.text] : []))
    await expect.poll(texts, PATIENCE).toContain('Written without a connection')
    expect(texts().filter((text) => text === 'Written without a connection')).toHaveLength(1)
  })

  it('[P20] where storage is refused it works all the same, and says so', async () => {
    const tab = await openPanel('/refused')
    await say(tab, 'From a private window')
    await answerOf('From a private window')
    expect(await tab.read(`${within('[role=dialog]')}.textContent`)).toContain('stores nothing here')
  })
}

function pagesOf(relay: string): Record<string, string> {
  const page = (before = ''): string => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Instruments</title>
    <script nonce="$nonce">
      window.violations = []
      document.addEventListener('securitypolicyviolation', (event) => window.violations.push(event.effectiveDirective + ': ' + event.blockedURI))
      ${before}
    </script>
    <script async nonce="$nonce" src="${relay}/v1.js" data-site="demo" data-locale="en"></script></head><body><h1>Instruments</h1></body></html>`
  const refuse = `for (const name of ['indexedDB', 'localStorage', 'sessionStorage'])
        Object.defineProperty(window, name, { get() { throw new DOMException('Not here.', 'SecurityError') } })`
  return { '/fresh': page(), '/pricing': page(), '/refused': page(refuse) }
}

function configOf(origin: string): Parameters<typeof startTestRelay>[0]['config'] {
  return {
    members: [{ handle: 'ada', name: 'Ada Lovelace', title: 'Maintains the instruments' }],
    sites: [{ key: 'demo', name: 'Demo Instruments', origins: [origin], fallback: 'ada', subjects: [] }],
  }
}
