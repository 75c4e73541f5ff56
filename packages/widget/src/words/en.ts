import { englishPieceWords, type PieceWords } from '@firsthand/ui'
import type { Failure, SubjectKind } from '@firsthand/protocol'
import { span, type SpanUnit } from './span.ts'

/** Every word of the widget in one language. A language that lacks one does not compile. Names come in cleaned. */
export interface Words {
  pieces: PieceWords
  /** The direction of its script. */
  dir: 'ltr' | 'rtl'
  /** The panel's accessible name. */
  panel(owner: string): string
  /** The name of whoever is responsible, while it is not known. */
  somebody: string
  here: string
  away: string
  usually(amount: number, unit: SpanUnit): string
  menu: string
  close: string
  kind(kind: SubjectKind): string
  /** First sight: who reads this, and that they do. */
  welcome(owner: string): string
  welcomeHint(subject: string): string
  /** Added while the owner is away. */
  welcomeAway: string
  write(owner: string): string
  writeToReopen: string
  privacy: string
  privacyLink: string
  seenAs(owner: string): string
  addName: string
  changeName: string
  yourName: string
  nameHint(owner: string): string
  conversations: string
  conversationsEmpty: string
  newConversation: string
  unread(count: number): string
  resolved: string
  draftOf(text: string): string
  facts(owner: string): string
  factsHint(owner: string): string
  fact: {
    name: string
    noName: string
    since: string
    never: string
    language: string
    unknown: string
    page: string
    noPage: string
    conversations: string
  }
  factsFailed: string
  forget: string
  forgetTitle: string
  forgetText(owner: string): string
  forgetDo: string
  forgetKeep: string
  forgetFailed: string
  offline: string
  reconnecting: string
  unreachable: string
  otherWays: string
  memoryOnly: string
  loadFailed: string
  gone: string
  /** Why the relay refuses this page altogether. */
  refused(failure: Failure): string
}

/** English, and the shape of every other language. */
export const en: Words = {
  pieces: englishPieceWords,
  dir: 'ltr',
  panel: (owner) => `Conversation with ${owner}`,
  somebody: 'Whoever is responsible',
  here: 'Here now',
  away: 'Away',
  usually: (amount, unit) => `Usually answers in ${span('en', amount, unit)}`,
  menu: 'Menu',
  close: 'Close',
  kind: (kind) => (kind === 'product' ? 'Product' : kind === 'document' ? 'Document' : kind === 'site' ? 'This site' : kind),
  welcome: (owner) => `${owner} reads this in person.`,
  welcomeHint: (subject) => `Ask, correct or suggest something about ${subject}.`,
  welcomeAway: 'Write anyway: the answer will be here when you come back.',
  write: (owner) => `Write to ${owner}`,
  writeToReopen: 'Write to open this again',
  privacy: 'Nothing is stored until you write.',
  privacyLink: 'Privacy',
  seenAs: (owner) => `${owner} sees you as “Visitor”.`,
  addName: 'Add your name',
  changeName: 'Change your name',
  yourName: 'Your name',
  nameHint: (owner) => `${owner} will see it. You can write without one.`,
  conversations: 'Your conversations',
  conversationsEmpty: 'Conversations you begin are kept here.',
  newConversation: 'New conversation',
  unread: (count) => (count > 99 ? '99+ new' : `${count} new`),
  resolved: 'Resolved',
  draftOf: (text) => `You: ${text}`,
  facts: (owner) => `What ${owner} sees about you`,
  factsHint: (owner) => `This is everything. ${owner} reads the very same list.`,
  fact: {
    name: 'Name',
    noName: 'None given',
    since: 'First message',
    never: 'Not yet',
    language: 'Language of your browser',
    unknown: 'Unknown',
    page: 'Page you are on',
    noPage: 'None',
    conversations: 'Conversations',
  },
  factsFailed: 'This could not be loaded just now.',
  forget: 'Forget this device',
  forgetTitle: 'Forget this device?',
  forgetText: (owner) =>
    `This browser will no longer know that the conversations are yours, and cannot open them again. What you wrote stays with ${owner}.`,
  forgetDo: 'Forget',
  forgetKeep: 'Keep',
  forgetFailed: 'That did not work just now. Nothing was changed.',
  offline: 'You are offline. What you write is kept and sent later.',
  reconnecting: 'Reconnecting. What you write is kept.',
  unreachable: 'No connection just now. What you write is kept and sent by itself.',
  otherWays: 'Another way:',
  memoryOnly: 'This browser stores nothing here: keep this page open until your message is sent.',
  loadFailed: 'The conversation could not be loaded.',
  gone: 'This conversation is no longer there.',
  refused: ({ code }) =>
    code === 'credential-revoked'
      ? 'This browser was signed out. Open the page again to begin anew.'
      : code === 'subject-not-found'
        ? 'Nobody is named for this page yet.'
        : 'This page is not set up for conversations.',
}
