import { describe, expect, test } from 'vitest'
import { linkify } from './linkify.ts'

const links = (text: string): [string, string][] =>
  linkify(text).flatMap(({ text: shown, href }) => (href ? [[shown, href] as [string, string]] : []))

describe('linkify', () => {
  test.each([
    ['https://a.example', 'https://a.example', 'https://a.example/'],
    ['See https://a.example/b?c=d#e.', 'https://a.example/b?c=d#e', 'https://a.example/b?c=d#e'],
    ['(https://a.example/b)', 'https://a.example/b', 'https://a.example/b'],
    ['https://en.example/wiki/A_(b)', 'https://en.example/wiki/A_(b)', 'https://en.example/wiki/A_(b)'],
    ['"https://a.example",', 'https://a.example', 'https://a.example/'],
    ['siehe:https://a.example!', 'https://a.example', 'https://a.example/'],
    ['请看https://a.example/b。谢谢', 'https://a.example/b', 'https://a.example/b'],
    ['HTTP://A.Example', 'HTTP://A.Example', 'http://a.example/'],
    ['www.a.example/b', 'www.a.example/b', 'https://www.a.example/b'],
    ['http://localhost:7420/x', 'http://localhost:7420/x', 'http://localhost:7420/x'],
    ['http://[::1]/x', 'http://[::1]/x', 'http://[::1]/x'],
    ['mail ada@a.example.', 'ada@a.example', 'mailto:ada@a.example'],
    ['<ada@a.example>', 'ada@a.example', 'mailto:ada@a.example'],
    ['**https://a.example**', 'https://a.example', 'https://a.example/'],
  ])('%s', (text, shown, href) => {
    expect(links(text)).toEqual([[shown, href]])
  })

  test.each([
    'javascript:alert(1)',
    'java\tscript:alert(1)',
    'JaVaScRiPt://a.example/%0aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x.y',
    'file:///etc/passwd',
    'blob:https',
    'https://',
    'https://nodots',
    'https://google.example@evil.example/',
    'https://:x@evil.example/',
    'a@b',
    'a@b@c.example',
    'e.g. this',
    '...',
    'www.',
  ])('[A5] %s is no link', (text) => {
    expect(links(text)).toEqual([])
  })

  test('[A5] whatever is typed, a link leads to http, https or mailto, and no character is lost', () => {
    const parts = [
      'https://',
      'javascript:',
      'data:',
      'www.',
      'a@b.example',
      '@',
      ':',
      '/',
      '.',
      ' ',
      '\n',
      '\t',
      '(',
      ')',
      '"',
      '<',
      '>',
      'x',
      'é',
      '。',
      '\u202E',
      '%0a',
    ]
    // A small generator with a seed of its own: the same thousand texts each time.
    let seed = 7
    const next = (): number => (seed = (seed * 48_271) % 2_147_483_647)
    for (let round = 0; round < 3_000; round++) {
      const text = Array.from({ length: next() % 14 }, () => parts[next() % parts.length]).join('')
      const stretches = linkify(text)
      expect(stretches.map((one) => one.text).join('')).toBe(text)
      for (const { href = 'mailto:' } of stretches) expect(href).toMatch(/^(https?:\/\/[^/]|mailto:)/)
    }
  })

  // A hundred times the longest message: what grows with the square of it would run for minutes and meet the test's own limit.
  test.each([
    ['a@b.com\n', 125_000],
    ['*', 1_000_000],
    ['a', 1_000_000],
    ['a.', 500_000],
    ['@', 1_000_000],
    ['https://', 125_000],
    ['(', 1_000_000],
    [')', 1_000_000],
    ['https://a.example/) ', 50_000],
    ['www.', 250_000],
  ])('[A51] %j over and over is read once', (part, times) => {
    const text = part.repeat(times)
    expect(linkify(text).reduce((sum, one) => sum + one.text.length, 0)).toBe(text.length)
  })
})
