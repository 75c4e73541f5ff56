import { describe, expect, test } from 'vitest'
import { cleanName, cleanText } from './text.ts'

describe('cleanText', () => {
  test('[A11] takes direction overrides, embeddings and isolates out', () => {
    expect(cleanText('exe.\u202Egnp')).toBe('exe.gnp')
    expect(cleanText('\u202A\u202B\u202C\u202D\u2066\u2067\u2068\u2069a')).toBe('a')
  })
  test('leaves what Arabic and Hebrew writers need to mark direction', () => {
    expect(cleanText('a\u200Fb\u200Ec')).toBe('a\u200Fb\u200Ec')
  })
  test('[A13] clips five thousand combining marks and leaves real stacks alone', () => {
    expect(cleanText(`Z${'\u0301'.repeat(5000)}a`)).toBe(`Z${'\u0301'.repeat(8)}a`)
    expect(cleanText('שָׁלוֹם ก็ ế')).toBe('שָׁלוֹם ก็ ế')
  })
  test('keeps line breaks and tabs, drops controls', () => {
    expect(cleanText('a\n\tb\u0000\u0007')).toBe('a\n\tb')
  })
  test.each([[{ constructor: null, type: 'img', props: {} }], [null], [undefined], [7]])('[A7] makes nothing of %j', (value) => {
    expect(cleanText(value)).toBe('')
  })
})

describe('cleanName', () => {
  test('is one line', () => {
    expect(cleanName(' Ada\n\nLovelace ', 'Visitor')).toBe('Ada Lovelace')
  })
  test.each([['  '], [null], ['\u202E']])('falls back where nothing is left of %j', (name) => {
    expect(cleanName(name, 'Visitor')).toBe('Visitor')
  })
})
