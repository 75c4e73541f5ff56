import type { FactWords, TimelineWords } from '@firsthand/ui'
import { plural } from '../plural.ts'
import type { TalkWords } from './en.ts'

const timeline: TimelineWords = {
  locale: 'de',
  roles: { owner: 'Verantwortlich', visitor: 'Besuch' },
  nameless: 'Besuch',
  edit: 'Bearbeiten',
  remove: 'Löschen',
  copy: 'Kopieren',
  close: 'Schließen',
  back: 'Zurück',
  messageMenu: 'Aktionen zu dieser Nachricht',
  log: 'Gespräch',
  loading: 'Wird geladen',
  earlier: 'Frühere Nachrichten',
  earlierFailed: 'Frühere Nachrichten konnten nicht geladen werden.',
  tryAgain: 'Noch einmal versuchen',
  discard: 'Verwerfen',
  newLine: 'Neu',
  newMessages: (number) => plural('de', number, { one: '# neue Nachricht', other: '# neue Nachrichten' }),
  sending: 'Wird gesendet',
  waiting: 'Wartet auf die Verbindung',
  notSent: 'Nicht gesendet',
  delivery: { sent: 'Gesendet', delivered: 'Angekommen', read: 'Gelesen' },
  edited: 'bearbeitet',
  deleted: 'Nachricht gelöscht',
  typing: (names) => (names.length === 1 ? `${names[0]} schreibt` : `${names.join(', ')} schreiben`),
  event: {
    status: (to, who, own) =>
      to === 'resolved'
        ? `${own ? 'Sie haben' : `${who} hat`} das als erledigt markiert`
        : `${own ? 'Sie haben' : `${who} hat`} das wieder geöffnet`,
    nameGiven: (name, own) => (own ? `Sie heißen jetzt ${name}` : `Heißt jetzt ${name}`),
    lost: (number) =>
      plural('de', number, {
        one: 'Aus einer Sicherung zurückgeholt: Hier fehlt # Nachricht',
        other: 'Aus einer Sicherung zurückgeholt: Hier fehlen # Nachrichten',
      }),
  },
  failure: ({ code }) =>
    code === 'rate-limited'
      ? 'Zu viele Nachrichten auf einmal. Warten Sie einen Moment.'
      : code === 'payload-invalid'
        ? 'Die Nachricht ist zu lang oder leer.'
        : code === 'conversation-not-found'
          ? 'Dieses Gespräch gibt es nicht mehr.'
          : code === 'message-deleted'
            ? 'Diese Nachricht wurde inzwischen gelöscht.'
            : 'Der Server hat sie abgelehnt.',
  reference: (id) => `Falls es so bleibt, nennen Sie bitte: ${id}`,
}

const facts: FactWords = {
  locale: 'de',
  fields: {
    name: 'Name',
    kind: 'Bekannt als',
    page: 'Gerade geöffnete Seite',
    locale: 'Sprache des Browsers',
    firstMessageAt: 'Erste Nachricht',
    conversations: 'Gespräche auf dieser Website',
  },
  noName: 'Nicht angegeben',
  kinds: { anonymous: 'Anonymer Besuch', verified: 'Bestätigter Besuch', member: 'Mitglied' },
  unknown: 'Nicht mitgeteilt',
  noPage: 'Keine',
  since: (moment) => `Seit ${moment}`,
  none: 'Noch keine',
}

/** German. */
export const de: TalkWords = {
  timeline,
  facts,
  somebody: 'die zuständige Person',
  newConversation: 'Neues Gespräch',
  offline: 'Sie sind offline. Was Sie schreiben, bleibt erhalten und geht später hinaus.',
  reconnecting: 'Die Verbindung wird wiederhergestellt. Was Sie schreiben, bleibt erhalten.',
  unreachable: 'Gerade keine Verbindung. Was Sie schreiben, bleibt erhalten und geht von selbst hinaus.',
  noConnection: 'Gerade keine Verbindung.',
  otherWays: 'Es geht auch so:',
  memoryOnly: 'Dieser Browser speichert hier nichts: Lassen Sie die Seite offen, bis Ihre Nachricht gesendet ist.',
  gone: 'Dieses Gespräch gibt es nicht mehr.',
  refused: ({ code }) =>
    code === 'credential-revoked'
      ? 'Dieser Browser wurde abgemeldet. Öffnen Sie die Seite neu, um wieder zu beginnen.'
      : code === 'subject-not-found'
        ? 'Für diese Seite ist noch niemand genannt.'
        : 'Diese Seite ist nicht für Gespräche eingerichtet.',
  seenAs: (owner) => `${owner} sieht Sie als „Besuch“.`,
  addName: 'Namen angeben',
  changeName: 'Namen ändern',
  yourName: 'Ihr Name',
  nameHint: (owner) => `${owner} wird ihn sehen. Sie können auch ohne schreiben.`,
  conversationsEmpty: 'Gespräche, die Sie beginnen, finden Sie hier wieder.',
  resolved: 'Erledigt',
  said: (text) => `Sie: ${text}`,
  factsTitle: (owner) => `Was ${owner} von Ihnen sieht`,
  factsHint: (owner) => `Das ist alles. ${owner} liest genau dieselbe Liste.`,
  factsFailed: 'Das konnte gerade nicht geladen werden.',
  forget: 'Dieses Gerät vergessen',
  forgetTitle: 'Dieses Gerät vergessen?',
  forgetText: (owner) =>
    `Dieser Browser weiß dann nicht mehr, dass die Gespräche Ihre sind, und kann sie nicht mehr öffnen. Was Sie geschrieben haben, bleibt bei ${owner}.`,
  forgetUnsent: (number) =>
    plural('de', number, {
      one: '# Nachricht ist noch nicht gesendet und geht verloren.',
      other: '# Nachrichten sind noch nicht gesendet und gehen verloren.',
    }),
  forgetDo: 'Vergessen',
  forgetKeep: 'Behalten',
}
