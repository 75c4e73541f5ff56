/** The launcher's accessible name: with the owner's name and the subject's title once they are known. The launcher itself speaks English alone. */
type NameLauncher = (owner: string, subject: string) => string

const names: Record<string, NameLauncher> = {
  nl: (owner, subject) => `Praat met ${owner} over ${subject}`,
  de: (owner, subject) => `Mit ${owner} über ${subject} sprechen`,
  fr: (owner, subject) => `Parler avec ${owner} : ${subject}`,
  es: (owner, subject) => `Hablar con ${owner} sobre ${subject}`,
  tr: (owner, subject) => `${owner} ile konuşun: ${subject}`,
  ar: (owner, subject) => `تحدث مع ${owner} عن ${subject}`,
}

/** Names the launcher in a language (BCP 47); in English where that one is not spoken here. */
export function nameLauncher(locale: string, owner: string, subject: string): string {
  const language = locale.toLowerCase().split('-')[0]!
  return Object.hasOwn(names, language) ? names[language]!(owner, subject) : `Talk to ${owner} about ${subject}`
}
