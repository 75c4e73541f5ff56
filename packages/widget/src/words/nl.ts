import type { Words } from './en.ts'
import { plural } from './plural.ts'
import { span } from './span.ts'

/** Dutch. */
export const nl: Words = {
  locale: 'nl',
  dir: 'ltr',
  composer: {
    send: 'Versturen',
    save: 'Opslaan',
    cancel: 'Annuleren',
    editing: 'Je past je bericht aan',
    left: (number) => plural('nl', number, { one: 'nog # teken', other: 'nog # tekens' }),
    tooMany: (number) => plural('nl', number, { one: '# teken te veel', other: '# tekens te veel' }),
  },
  talk: () => import('./talk/nl.ts').then((module) => module.nl),
  panel: (owner) => (owner ? `Gesprek met ${owner}` : 'Gesprek'),
  here: 'Nu aanwezig',
  away: 'Afwezig',
  usually: (amount, unit) => `Antwoordt meestal binnen ${span('nl', amount, unit)}`,
  menu: 'Menu',
  close: 'Sluiten',
  conversations: 'Je gesprekken',
  unread: (count) => (count > 99 ? '99+ nieuw' : `${count} nieuw`),
  welcome: (owner, subject) => `Vraag, verbeter of stel iets voor over ${subject}. ${owner} leest het zelf.`,
  welcomeAway: 'Het antwoord staat hier als je terugkomt.',
  write: (owner) => (owner ? `Schrijf ${owner}` : 'Schrijf een bericht'),
  writeToReopen: 'Schrijf om dit te heropenen',
  privacy: 'Er wordt niets bewaard tot je schrijft.',
  privacyLink: 'Privacy',
  loading: 'Laden',
  loadFailed: 'Het gesprek kon niet worden geladen.',
}
