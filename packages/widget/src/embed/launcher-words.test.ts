import { expect, it } from 'vitest'
import { nameLauncher } from './launcher-words.ts'

it.each(['en', 'nl', 'de', 'fr', 'es', 'tr', 'ar'])('names owner and subject in %s', (language) => {
  const name = nameLauncher(language, 'Ada $& Lovelace', 'Web 2.0')
  expect(name).toContain('Ada $& Lovelace')
  expect(name).toContain('Web 2.0')
  expect(name.startsWith('Talk to')).toBe(language === 'en')
})

it('takes the language of a locale, and English for one that is not spoken here', () => {
  expect(nameLauncher('de-AT', 'Ada', 'X')).toBe('Mit Ada über X sprechen')
  expect(nameLauncher('pt-BR', 'Ada', 'X')).toBe('Talk to Ada about X')
  expect(nameLauncher('constructor', 'Ada', 'X')).toBe('Talk to Ada about X')
})
