import { accentTokens, pieceSheet } from '@firsthand/ui'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../browser/launch-browser.ts'

// Text and what it may stand on, as the style sheets use them; WCAG 2.2 AA asks for 4.5, and for 3 where it is a line.
const TEXT: readonly [text: string, ground: string][] = [
  ...['surface', 'raised', 'sunken', 'hover', 'bubble', 'wash', 'warn'].map((ground): [string, string] => ['ink', ground]),
  ...['surface', 'raised', 'sunken', 'bubble', 'wash'].map((ground): [string, string] => ['muted', ground]),
  ...['surface', 'raised', 'wash', 'sunken'].map((ground): [string, string] => ['accent-ink', ground]),
  ...['surface', 'raised', 'sunken'].map((ground): [string, string] => ['danger', ground]),
  ['on-accent', 'accent'],
]
const LINES: readonly [line: string, ground: string][] = [
  ['field-line', 'raised'],
  ['here', 'surface'],
]
// Round the wheel in steps, light to dark, and the corners that break such formulas.
const ACCENTS: readonly string[] = [
  '#000000',
  '#ffffff',
  '#808080',
  '#767676',
  '#0000ff',
  '#00ff00',
  '#ff0000',
  '#ffff00',
  '#00ffff',
  '#ff00ff',
  '#3557d6',
  '#000001',
  ...Array.from({ length: 36 }, (_, at) => hexOfHue(at * 30, at < 12 ? 0.3 : at < 24 ? 0.5 : 0.8)),
]

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await launchBrowser()
  page = await browser.newPage()
})
afterAll(() => browser.close())

describe.each(['light', 'dark'])('by %s', (theme) => {
  test(`text is readable with each of ${ACCENTS.length} accents`, async () => {
    const poor = await page.evaluate(measure, { theme, sheet: pieceSheet, tokens: ACCENTS.map(accentTokens), text: TEXT, lines: LINES })
    expect(poor).toEqual([])
  })
})

test('a browser without relative colours gets readable text too', async () => {
  // What such a browser would keep: the fallback's own values, without the condition around it.
  const fallback = /@supports not[^{]*\{([^]*?\})\s*\}/.exec(pieceSheet)![1]!
  const poor = await page.evaluate(measure, {
    theme: 'light',
    sheet: fallback,
    tokens: [''],
    text: TEXT.filter(([, ground]) => ground !== 'night'),
    lines: LINES,
  })
  expect(poor).toEqual([])
})

interface Asked {
  theme: string
  sheet: string
  tokens: string[]
  text: readonly [string, string][]
  lines: readonly [string, string][]
}

// Runs in the page: asks the browser itself what each token came to, and answers the pairs that fall short.
function measure({ theme, sheet, tokens, text, lines }: Asked): string[] {
  const paint = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!
  const place = document.createElement('div')
  place.className = 'fh'
  place.dataset['theme'] = theme
  document.body.replaceChildren(place)
  const luminance = (token: string): number => {
    place.style.color = `var(--fh-${token})`
    paint.fillStyle = '#f0f'
    paint.fillStyle = getComputedStyle(place).color
    paint.fillRect(0, 0, 1, 1)
    const [red, green, blue] = [...paint.getImageData(0, 0, 1, 1).data].map((part) => {
      const share = part / 255
      return share > 0.04045 ? ((share + 0.055) / 1.055) ** 2.4 : share / 12.92
    })
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
  }
  const poor: string[] = []
  for (const accent of tokens) {
    const style = new CSSStyleSheet()
    style.replaceSync(`${sheet}.fh{${accent}}`)
    document.adoptedStyleSheets = [style]
    const check = (one: string, other: string, least: number): void => {
      const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
      const ratio = (high + 0.05) / (low + 0.05)
      if (ratio < least) poor.push(`${accent} ${theme}: ${one} on ${other} is ${ratio.toFixed(2)}`)
    }
    for (const [one, other] of text) check(one, other, 4.5)
    for (const [one, other] of lines) check(one, other, 3)
  }
  return poor
}

function hexOfHue(hue: number, lightness: number): string {
  const part = (shift: number): string => {
    const at = (shift + hue / 30) % 12
    const value = lightness - Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(at - 3, 9 - at, 1))
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0')
  }
  return `#${part(0)}${part(8)}${part(4)}`
}
