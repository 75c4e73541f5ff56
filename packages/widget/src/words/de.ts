import type { Words } from './en.ts'
import { plural } from './plural.ts'
import { spanAhead } from './span.ts'

/** German. */
export const de: Words = {
  locale: 'de',
  dir: 'ltr',
  composer: {
    send: 'Senden',
    save: 'Speichern',
    cancel: 'Abbrechen',
    editing: 'Sie bearbeiten Ihre Nachricht',
    left: (number) => plural('de', number, { other: 'noch # Zeichen' }),
    tooMany: (number) => plural('de', number, { other: '# Zeichen zu viel' }),
  },
  talk: () => import('./talk/de.ts').then((module) => module.de),
  panel: (owner) => (owner ? `Gespräch mit ${owner}` : 'Gespräch'),
  here: 'Gerade da',
  away: 'Nicht da',
  usually: (amount, unit) => `Antwortet meist ${spanAhead('de', amount, unit)}`,
  menu: 'Menü',
  close: 'Schließen',
  conversations: 'Ihre Gespräche',
  unread: (count) => (count > 99 ? '99+ neu' : `${count} neu`),
  welcome: (owner, subject) => `Fragen, berichtigen oder vorschlagen, was ${subject} betrifft: ${owner} liest es persönlich.`,
  welcomeAway: 'Die Antwort steht hier, wenn Sie wiederkommen.',
  write: (owner) => (owner ? `An ${owner} schreiben` : 'Nachricht schreiben'),
  writeToReopen: 'Schreiben, um es wieder zu öffnen',
  privacy: 'Gespeichert wird erst, wenn Sie schreiben.',
  privacyLink: 'Datenschutz',
  loading: 'Wird geladen',
  loadFailed: 'Das Gespräch konnte nicht geladen werden.',
}
