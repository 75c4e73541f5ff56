import { builtAssets, launchBrowser, servePages, startTestRelay, strictPolicy } from '@firsthand/testkit'
import type { Browser } from 'playwright-core'
import { median } from '../measure/median.ts'
import type { Section } from '../report/section.ts'
import { atMost, reported } from '../table.ts'
import { openPage, type Conditions, type MeasuredPage } from './open-page.ts'

/** What the measured pages stand on. */
interface Ground {
  browser: Browser
  relay: string
  /** The page without the tag, and with it. */
  blank: string
  tagged: string
}

const slow: Conditions = { cpu: 4, network: 'slow-4g' }
const milliseconds = (value: number): string => `${value.toFixed(0)} ms`
const kilobytes = (value: number): string => `${(value / 1000).toFixed(2)} kB`
const megabytes = (value: number): string => `${(value / 1e6).toFixed(2)} MB`
const number = (value: number): string => String(Math.round(value * 1000) / 1000)

/** Measures what a host page pays for the widget, in Chromium at a quarter of this machine's speed. */
export async function benchEmbed(rounds: number): Promise<Section[]> {
  const ground = await prepareGround()
  try {
    const loading = await benchLoading(ground, rounds)
    const opening = await benchOpening(ground, rounds)
    return [loading, ...opening, await benchBytes(ground, rounds), await benchHeap(ground, rounds)]
  } finally {
    await ground.close()
  }
}

async function benchLoading(ground: Ground, rounds: number): Promise<Section> {
  const blank: number[] = []
  const tagged: {
    launcher: number
    requests: number
    bytes: number
    blocked: number
    longest: number
    shift: number
    shiftAgain: number
  }[] = []
  const before = { kept: 0, sockets: 0 }
  for (let round = 0; round < rounds; round += 1) {
    const empty = await openPage(ground.browser, ground.blank, ground.relay, slow)
    await empty.until('window.benchNotes.firstPaint > 0')
    blank.push((await empty.notes()).firstPaint)
    await empty.close()
    const page = await openPage(ground.browser, ground.tagged, ground.relay, slow)
    await page.until('window.benchNotes.launcherAt > 0')
    await page.page.waitForLoadState('networkidle')
    const notes = await page.notes()
    before.kept += await countKept(page)
    before.sockets += page.traffic.sockets
    const again = await openPage(ground.browser, ground.tagged, ground.relay, slow, page.context)
    await again.until('window.benchNotes.launcherAt > 0')
    await again.page.waitForLoadState('networkidle')
    tagged.push({
      launcher: notes.launcherAt,
      requests: page.traffic.requests,
      bytes: page.traffic.bytes,
      blocked: notes.longTasks.reduce((sum, task) => sum + task - 50, 0),
      longest: Math.max(0, ...notes.longTasks),
      shift: notes.layoutShift,
      shiftAgain: (await again.notes()).layoutShift,
    })
    await page.close()
  }
  const of = (key: keyof (typeof tagged)[number]): number => median(tagged.map((each) => each[key]))
  return {
    title: 'The widget on a page: loading',
    how: `4 × slower CPU, slow 4G, cold cache; medians of ${rounds} rounds by turns with the page without the tag.`,
    lines: [
      atMost('launcher after the blank page’s first paint', of('launcher') - median(blank), 350, milliseconds),
      atMost('requests before any intent', of('requests'), 2, number),
      atMost('bytes before any intent, headers included', of('bytes'), 4000, kilobytes),
      atMost('total blocking time', of('blocked'), 0, milliseconds),
      atMost('longest task (0: none over 50 ms)', of('longest'), 50, milliseconds),
      atMost('layout shift, cold', of('shift'), 0, number),
      atMost('layout shift, repeat', of('shiftAgain'), 0, number),
      atMost('cookies, storage', before.kept, 0, number),
      atMost('sockets', before.sockets, 0, number),
    ],
  }
}

async function benchOpening(ground: Ground, rounds: number): Promise<Section[]> {
  const sections: Section[] = []
  for (const [conditions, budget, name] of [
    [{ cpu: 1, network: 'unthrottled' }, 80, 'unthrottled'],
    [slow, 120, '4 × slower CPU, slow 4G'],
  ] as const) {
    const opened: { ms: number; bytes: number; longest: number }[] = []
    for (let round = 0; round < rounds; round += 1) {
      const page = await openPage(ground.browser, ground.tagged, ground.relay, conditions)
      await page.until('window.benchNotes.launcherAt > 0')
      await page.point()
      await page.page.waitForLoadState('networkidle')
      const tasks = (await page.notes()).longTasks.length
      await page.press()
      await page.until('window.benchNotes.composerAt > 0')
      const notes = await page.notes()
      opened.push({
        ms: notes.composerAt - notes.clickedAt,
        bytes: page.traffic.bytes,
        longest: Math.max(0, ...notes.longTasks.slice(tasks)),
      })
      await page.close()
    }
    const of = (key: keyof (typeof opened)[number]): number => median(opened.map((each) => each[key]))
    sections.push({
      title: `The widget on a page: opening after an intent, ${name}`,
      how: `Pointed at, then pressed; medians of ${rounds} rounds.`,
      lines: [
        atMost('click → composer usable', of('ms'), budget, milliseconds),
        atMost('longest task while opening (0: none over 50 ms)', of('longest'), 100, milliseconds),
        reported('all that was fetched by then and ahead of need, loader and headers included', kilobytes(of('bytes'))),
      ],
    })
  }
  return sections
}

/** A visitor who presses at once, on a slow network: what has come over the wire by the time they can type. */
async function benchBytes(ground: Ground, rounds: number): Promise<Section> {
  const opened: { ms: number; until: number }[] = []
  for (let round = 0; round < rounds; round += 1) {
    const { page, traffic, notes, close } = await openPage(ground.browser, ground.tagged, ground.relay, slow)
    await page.waitForFunction(() => window.benchNotes.launcherAt > 0)
    await page.waitForLoadState('networkidle')
    await page.getByRole('button', { name: /^Talk to / }).click()
    await page.waitForFunction(() => window.benchNotes.composerAt > 0)
    const until = traffic.bytes
    const { composerAt, clickedAt } = await notes()
    opened.push({ ms: composerAt - clickedAt, until })
    await close()
  }
  const of = (key: keyof (typeof opened)[number]): number => median(opened.map((each) => each[key]))
  return {
    title: 'The widget on a page: opening at once',
    how: `No intent before the press, 4 × slower CPU, slow 4G; medians of ${rounds} rounds.`,
    lines: [
      reported('click → composer usable', milliseconds(of('ms'))),
      atMost(
        'bytes from the relay up to a usable composer, loader and headers included; the socket follows',
        of('until'),
        26_000,
        kilobytes,
      ),
    ],
  }
}

async function benchHeap(ground: Ground, rounds: number): Promise<Section> {
  const unhurried: Conditions = { cpu: 1, network: 'unthrottled' }
  const closed: number[] = []
  const open: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const empty = await openPage(ground.browser, ground.blank, ground.relay, unhurried)
    await empty.until('window.benchNotes.firstPaint > 0')
    const base = await empty.readHeap()
    await empty.close()
    const page = await openPage(ground.browser, ground.tagged, ground.relay, unhurried)
    await page.until('window.benchNotes.launcherAt > 0')
    await page.page.waitForLoadState('networkidle')
    closed.push((await page.readHeap()) - base)
    await page.press()
    await page.until('window.benchNotes.composerAt > 0')
    await page.page.waitForLoadState('networkidle')
    open.push((await page.readHeap()) - base)
    await page.close()
  }
  return {
    title: 'The widget on a page: memory',
    how: `JavaScript heap over the page without the tag; medians of ${rounds} rounds.`,
    lines: [atMost('closed', median(closed), 200_000, megabytes), atMost('open', median(open), 1_500_000, megabytes)],
  }
}

/** Cookies, storage entries and databases of the page, before anybody has shown an intent. */
async function countKept({ page, context }: MeasuredPage): Promise<number> {
  const inPage = await page.evaluate(async () => localStorage.length + sessionStorage.length + (await indexedDB.databases()).length)
  return inPage + (await context.cookies()).length
}

async function prepareGround(): Promise<Ground & { close(): Promise<void> }> {
  // The page's address must be known to the relay and the relay's to the page: the page's tag is written when it is asked for.
  let relayUrl = ''
  const html = (tag: string): string =>
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>${tag}</head><body><main><h1>A page</h1>${'<p>Words, as a page has them.</p>'.repeat(30)}</main></body></html>`
  const site = await servePages({
    pages: {
      '/blank': html(''),
      '/tagged': () => ({
        body: html(`<script async nonce="$nonce" src="${relayUrl}/v1.js" data-site="bench"></script>`),
        headers: { 'content-security-policy': strictPolicy(relayUrl) },
      }),
    },
  })
  const relay = await startTestRelay({
    assets: builtAssets,
    config: {
      members: [{ handle: 'ada', name: 'Ada Lovelace', title: 'Maintains the Pricing API' }],
      sites: [
        {
          key: 'bench',
          name: 'Bench',
          origins: [site.origin],
          fallback: 'ada',
          subjects: [
            { key: 'page', kind: 'document', title: 'A page', url: `${site.origin}/tagged`, owner: 'ada', why: 'Wrote this page' },
          ],
        },
      ],
    },
  })
  relayUrl = relay.url
  const browser = await launchBrowser()
  return {
    browser,
    relay: relay.url,
    blank: `${site.origin}/blank`,
    tagged: `${site.origin}/tagged`,
    async close() {
      await browser.close()
      await relay.close()
      await site.close()
    },
  }
}
