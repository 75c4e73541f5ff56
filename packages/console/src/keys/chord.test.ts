import { describe, expect, it } from 'vitest'
import { isSingleCharacter, readChord, showChord, type KeyPress } from './chord.ts'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
})

describe('a press of the keyboard', () => {
  it('is named by its letter, however Shift and Caps Lock stand', () => {
    expect(readChord(press('j'))).toBe('j')
    expect(readChord(press('J'))).toBe('j')
    expect(readChord(press('?'))).toBe('?')
    expect(readChord(press('Escape'))).toBe('Escape')
  })

  it('is the same with Command and with Control, and another with Alt', () => {
    expect(readChord(press('k', { metaKey: true }))).toBe('mod+k')
    expect(readChord(press('k', { ctrlKey: true }))).toBe('mod+k')
    expect(readChord(press('j', { altKey: true }))).toBe('alt+j')
  })

  it('is named by its place on a keyboard without Latin letters', () => {
    expect(readChord(press('о', { code: 'KeyJ' }))).toBe('j')
    expect(readChord(press('ت', { code: 'KeyJ' }))).toBe('j')
  })

  it('counts as a lone character where no modifier stands by', () => {
    expect(['j', '?', '/'].map(isSingleCharacter)).toEqual([true, true, true])
    expect(['mod+k', 'Escape', 'Enter'].map(isSingleCharacter)).toEqual([false, false, false])
  })

  it('is written as on the key cap', () => {
    expect(showChord('j', false)).toBe('J')
    expect(showChord('Escape', false)).toBe('Esc')
    expect(showChord('mod+k', true)).toBe('⌘K')
    expect(showChord('mod+k', false)).toBe('Ctrl K')
  })
})
