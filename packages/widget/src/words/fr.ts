import type { Words } from './en.ts'
import { plural } from './plural.ts'
import { span } from './span.ts'

/** French. */
export const fr: Words = {
  locale: 'fr',
  dir: 'ltr',
  composer: {
    send: 'Envoyer',
    save: 'Enregistrer',
    cancel: 'Annuler',
    editing: 'Vous modifiez votre message',
    left: (number) => plural('fr', number, { one: 'encore # caractère', other: 'encore # caractères' }),
    tooMany: (number) => plural('fr', number, { one: '# caractère de trop', other: '# caractères de trop' }),
  },
  talk: () => import('./talk/fr.ts').then((module) => module.fr),
  panel: (owner) => (owner ? `Conversation avec ${owner}` : 'Conversation'),
  here: 'En ligne',
  away: 'Absent pour le moment',
  usually: (amount, unit) => `Répond en général en ${span('fr', amount, unit)}`,
  menu: 'Menu',
  close: 'Fermer',
  conversations: 'Vos conversations',
  unread: (count) => plural('fr', Math.min(count, 99), { one: '# nouveau', other: count > 99 ? '99+ nouveaux' : '# nouveaux' }),
  welcome: (owner, subject) => `Une question, une correction, une idée ? À propos de ${subject}, c’est ${owner} qui vous lit.`,
  welcomeAway: 'La réponse sera ici à votre retour.',
  write: (owner) => (owner ? `Écrire à ${owner}` : 'Écrire un message'),
  writeToReopen: 'Écrivez pour rouvrir',
  privacy: 'Rien n’est enregistré avant que vous n’écriviez.',
  privacyLink: 'Confidentialité',
  loading: 'Chargement',
  loadFailed: 'La conversation n’a pas pu être chargée.',
}
