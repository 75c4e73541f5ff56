import type { Words } from './en.ts'

/** Each language is a module of its own: only the reader's is loaded. */
const LANGUAGES: Record<Language, () => Promise<Words>> = {
  en: () => import('./en.ts').then((module) => module.en),
  nl: () => import('./nl.ts').then((module) => module.nl),
  tr: () => import('./tr.ts').then((module) => module.tr),
  de: () => import('./de.ts').then((module) => module.de),
  fr: () => import('./fr.ts').then((module) => module.fr),
  es: () => import('./es.ts').then((module) => module.es),
  ar: () => import('./ar.ts').then((module) => module.ar),
}

/** A language the widget speaks. */
export type Language = 'en' | 'nl' | 'tr' | 'de' | 'fr' | 'es' | 'ar'

/** The first wish (BCP 47) that is spoken here, by its language; English where none is. */
export function pickLanguage(wishes: readonly string[]): Language {
  for (const wish of wishes) {
    const language = wish.toLowerCase().split('-')[0]!
    if (Object.hasOwn(LANGUAGES, language)) return language as Language
  }
  return 'en'
}

/** Loads the words of a language. */
export function loadWords(language: Language): Promise<Words> {
  return LANGUAGES[language]()
}
