import type { FactWords, TimelineWords } from '@firsthand/ui'
import { plural } from '../plural.ts'
import type { TalkWords } from './en.ts'

const timeline: TimelineWords = {
  locale: 'fr',
  roles: { owner: 'Responsable', visitor: 'Visiteur' },
  nameless: 'Visiteur',
  edit: 'Modifier',
  remove: 'Supprimer',
  copy: 'Copier',
  close: 'Fermer',
  back: 'Retour',
  messageMenu: 'Actions sur ce message',
  log: 'Conversation',
  loading: 'Chargement',
  earlier: 'Messages précédents',
  earlierFailed: 'Les messages précédents n’ont pas pu être chargés.',
  tryAgain: 'Réessayer',
  discard: 'Abandonner',
  newLine: 'Nouveau',
  newMessages: (number) => plural('fr', number, { one: '# nouveau message', other: '# nouveaux messages' }),
  sending: 'Envoi en cours',
  waiting: 'En attente de connexion',
  notSent: 'Non envoyé',
  delivery: { sent: 'Envoyé', delivered: 'Reçu', read: 'Lu' },
  edited: 'modifié',
  deleted: 'Message supprimé',
  typing: (names) => (names.length === 1 ? `${names[0]} écrit` : `${names.join(', ')} écrivent`),
  event: {
    status: (to, who, own) =>
      to === 'resolved' ? `${own ? 'Vous avez' : `${who} a`} marqué ceci comme réglé` : `${own ? 'Vous avez' : `${who} a`} rouvert ceci`,
    nameGiven: (name, own) => (own ? `Votre nom est maintenant ${name}` : `S’appelle maintenant ${name}`),
    lost: (number) =>
      plural('fr', number, {
        one: 'Restauré depuis une sauvegarde : il manque ici # message',
        other: 'Restauré depuis une sauvegarde : il manque ici # messages',
      }),
  },
  failure: ({ code }) =>
    code === 'rate-limited'
      ? 'Trop de messages d’un coup. Patientez un instant.'
      : code === 'payload-invalid'
        ? 'Le message est trop long, ou vide.'
        : code === 'conversation-not-found'
          ? 'Cette conversation n’existe plus.'
          : code === 'message-deleted'
            ? 'Ce message a été supprimé entre-temps.'
            : 'Le serveur l’a refusé.',
  reference: (id) => `Si cela persiste, indiquez : ${id}`,
}

const facts: FactWords = {
  locale: 'fr',
  fields: {
    name: 'Nom',
    kind: 'Connu comme',
    page: 'Page ouverte en ce moment',
    locale: 'Langue du navigateur',
    firstMessageAt: 'Premier message',
    conversations: 'Conversations sur ce site',
  },
  noName: 'Non indiqué',
  kinds: { anonymous: 'Visiteur anonyme', verified: 'Visiteur vérifié', member: 'Membre' },
  unknown: 'Non communiquée',
  noPage: 'Aucune',
  since: (moment) => `Depuis : ${moment}`,
  none: 'Aucun pour l’instant',
}

/** French. */
export const fr: TalkWords = {
  timeline,
  facts,
  somebody: 'la personne responsable',
  newConversation: 'Nouvelle conversation',
  offline: 'Vous êtes hors ligne. Ce que vous écrivez est conservé et partira plus tard.',
  reconnecting: 'Reconnexion en cours. Ce que vous écrivez est conservé.',
  unreachable: 'Pas de connexion pour le moment. Ce que vous écrivez est conservé et partira tout seul.',
  noConnection: 'Pas de connexion pour le moment.',
  otherWays: 'Sinon :',
  memoryOnly: 'Ce navigateur n’enregistre rien ici : gardez cette page ouverte jusqu’à l’envoi de votre message.',
  gone: 'Cette conversation n’existe plus.',
  refused: ({ code }) =>
    code === 'credential-revoked'
      ? 'Ce navigateur a été déconnecté. Rouvrez la page pour recommencer.'
      : code === 'subject-not-found'
        ? 'Personne n’est encore désigné pour cette page.'
        : 'Cette page n’est pas prévue pour les conversations.',
  seenAs: (owner) => `${owner} vous voit comme « Visiteur ».`,
  addName: 'Indiquer votre nom',
  changeName: 'Changer votre nom',
  yourName: 'Votre nom',
  nameHint: (owner) => `${owner} le verra. Vous pouvez aussi écrire sans nom.`,
  conversationsEmpty: 'Vous retrouverez ici les conversations que vous commencez.',
  resolved: 'Réglé',
  said: (text) => `Vous : ${text}`,
  factsTitle: (owner) => `Ce que ${owner} voit de vous`,
  factsHint: (owner) => `C’est tout. ${owner} lit exactement la même liste.`,
  factsFailed: 'Impossible de charger ceci pour le moment.',
  forget: 'Oublier cet appareil',
  forgetTitle: 'Oublier cet appareil ?',
  forgetText: (owner) =>
    `Ce navigateur ne saura plus que ces conversations sont les vôtres et ne pourra plus les ouvrir. Ce que vous avez écrit reste chez ${owner}.`,
  forgetUnsent: (number) =>
    plural('fr', number, {
      one: '# message n’est pas encore envoyé et sera perdu.',
      other: '# messages ne sont pas encore envoyés et seront perdus.',
    }),
  forgetDo: 'Oublier',
  forgetKeep: 'Garder',
}
