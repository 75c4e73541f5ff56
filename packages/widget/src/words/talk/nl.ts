import type { FactWords, TimelineWords } from '@firsthand/ui'
import { plural } from '../plural.ts'
import type { TalkWords } from './en.ts'

const timeline: TimelineWords = {
  locale: 'nl',
  roles: { owner: 'Verantwoordelijk', visitor: 'Bezoeker' },
  nameless: 'Bezoeker',
  edit: 'Aanpassen',
  remove: 'Verwijderen',
  copy: 'Kopiëren',
  close: 'Sluiten',
  back: 'Terug',
  messageMenu: 'Acties voor dit bericht',
  log: 'Gesprek',
  loading: 'Laden',
  earlier: 'Eerdere berichten',
  earlierFailed: 'Eerdere berichten konden niet worden geladen.',
  tryAgain: 'Opnieuw proberen',
  discard: 'Weggooien',
  newLine: 'Nieuw',
  newMessages: (number) => plural('nl', number, { one: '# nieuw bericht', other: '# nieuwe berichten' }),
  sending: 'Wordt verstuurd',
  waiting: 'Wacht op verbinding',
  notSent: 'Niet verstuurd',
  delivery: { sent: 'Verstuurd', delivered: 'Aangekomen', read: 'Gelezen' },
  edited: 'aangepast',
  deleted: 'Bericht verwijderd',
  typing: (names) => (names.length === 1 ? `${names[0]} typt` : `${names.join(', ')} typen`),
  event: {
    status: (to, who, own) =>
      to === 'resolved' ? `${own ? 'Je hebt' : `${who} heeft`} dit afgerond` : `${own ? 'Je hebt' : `${who} heeft`} dit heropend`,
    nameGiven: (name, own) => (own ? `Je heet nu ${name}` : `Heet nu ${name}`),
    lost: (number) =>
      plural('nl', number, {
        one: 'Teruggezet uit een back-up: hier ontbreekt # bericht',
        other: 'Teruggezet uit een back-up: hier ontbreken # berichten',
      }),
  },
  failure: ({ code }) =>
    code === 'rate-limited'
      ? 'Te veel berichten tegelijk. Wacht even.'
      : code === 'payload-invalid'
        ? 'Het bericht is te lang, of leeg.'
        : code === 'conversation-not-found'
          ? 'Dit gesprek is er niet meer.'
          : code === 'message-deleted'
            ? 'Dit bericht is intussen verwijderd.'
            : 'De server heeft het geweigerd.',
  reference: (id) => `Blijft dit zo? Noem dan: ${id}`,
}

const facts: FactWords = {
  locale: 'nl',
  fields: {
    name: 'Naam',
    kind: 'Bekend als',
    page: 'Pagina die nu openstaat',
    locale: 'Taal van de browser',
    firstMessageAt: 'Eerste bericht',
    conversations: 'Gesprekken op deze site',
  },
  noName: 'Niet gegeven',
  kinds: { anonymous: 'Anonieme bezoeker', verified: 'Bevestigde bezoeker', member: 'Lid' },
  unknown: 'Niet verteld',
  noPage: 'Geen',
  since: (moment) => `Sinds ${moment}`,
  none: 'Nog geen',
}

/** Dutch. */
export const nl: TalkWords = {
  timeline,
  facts,
  somebody: 'de verantwoordelijke',
  newConversation: 'Nieuw gesprek',
  offline: 'Je bent offline. Wat je schrijft blijft bewaard en wordt later verstuurd.',
  reconnecting: 'Opnieuw verbinden. Wat je schrijft blijft bewaard.',
  unreachable: 'Even geen verbinding. Wat je schrijft blijft bewaard en wordt vanzelf verstuurd.',
  noConnection: 'Nu even geen verbinding.',
  otherWays: 'Het kan ook zo:',
  memoryOnly: 'Deze browser bewaart hier niets: laat deze pagina open tot je bericht verstuurd is.',
  gone: 'Dit gesprek is er niet meer.',
  refused: ({ code }) =>
    code === 'credential-revoked'
      ? 'Deze browser is afgemeld. Open de pagina opnieuw om weer te beginnen.'
      : code === 'subject-not-found'
        ? 'Voor deze pagina is nog niemand aangewezen.'
        : 'Deze pagina is niet ingesteld voor gesprekken.',
  seenAs: (owner) => `${owner} ziet je als “Bezoeker”.`,
  addName: 'Geef je naam',
  changeName: 'Verander je naam',
  yourName: 'Je naam',
  nameHint: (owner) => `${owner} krijgt die te zien. Zonder naam schrijven kan ook.`,
  conversationsEmpty: 'Gesprekken die je begint, vind je hier terug.',
  resolved: 'Afgerond',
  said: (text) => `Jij: ${text}`,
  factsTitle: (owner) => `Wat ${owner} over je ziet`,
  factsHint: (owner) => `Dit is alles. ${owner} leest precies dezelfde lijst.`,
  factsFailed: 'Dit kon nu niet worden geladen.',
  forget: 'Dit apparaat vergeten',
  forgetTitle: 'Dit apparaat vergeten?',
  forgetText: (owner) =>
    `Deze browser weet dan niet meer dat de gesprekken van jou zijn en kan ze niet meer openen. Wat je schreef, blijft bij ${owner}.`,
  forgetUnsent: (number) =>
    plural('nl', number, {
      one: 'Er is nog # bericht niet verstuurd; dat gaat verloren.',
      other: 'Er zijn nog # berichten niet verstuurd; die gaan verloren.',
    }),
  forgetDo: 'Vergeten',
  forgetKeep: 'Bewaren',
}
