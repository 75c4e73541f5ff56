import { describe, expect, it } from 'vitest'
import { createPreference } from './preference.ts'

describe('a preference', () => {
  it('is remembered by the browser', () => {
    const kept = new Map<string, string>()
    const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) }
    createPreference(storage, 'letter-keys', true).choose(false)
    expect(createPreference(storage, 'letter-keys', true).chosen.value).toBe(false)
  })

  it('holds for as long as the page stands where storage is refused', () => {
    const refuse = (): never => {
      throw new DOMException('denied', 'SecurityError')
    }
    const preference = createPreference({ getItem: refuse, setItem: refuse }, 'letter-keys', true)
    expect(preference.chosen.value).toBe(true)
    preference.choose(false)
    expect(preference.chosen.value).toBe(false)
  })
})
