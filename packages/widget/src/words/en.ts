import { englishComposerWords, type ComposerWords } from '@firsthand/ui'
import { span, type SpanUnit } from './span.ts'
import type { TalkWords } from './talk/en.ts'

/** The words of a first sight, in one language. A language that lacks one does not compile. Names come in cleaned. */
export interface Words {
  /** BCP 47, for `Intl`. */
  locale: string
  /** The direction of its script. */
  dir: 'ltr' | 'rtl'
  composer: ComposerWords
  /** All others, loaded a moment later. */
  talk(): Promise<TalkWords>
  /** The panel's accessible name. */
  panel(owner: string | null): string
  here: string
  away: string
  usually(amount: number, unit: SpanUnit): string
  menu: string
  close: string
  conversations: string
  unread(count: number): string
  /** One plain sentence: what one may do here, and who reads it. */
  welcome(owner: string, subject: string): string
  /** Added while the owner is away. */
  welcomeAway: string
  /** In the empty composer; null while it is not known to whom. */
  write(owner: string | null): string
  writeToReopen: string
  privacy: string
  privacyLink: string
  loading: string
  loadFailed: string
}

/** English, and the shape of every other language. */
export const en: Words = {
  locale: 'en',
  dir: 'ltr',
  composer: englishComposerWords,
  talk: () => import('./talk/en.ts').then((module) => module.en),
  panel: (owner) => (owner ? `Conversation with ${owner}` : 'Conversation'),
  here: 'Here now',
  away: 'Away',
  usually: (amount, unit) => `Usually answers in ${span('en', amount, unit)}`,
  menu: 'Menu',
  close: 'Close',
  conversations: 'Your conversations',
  unread: (count) => (count > 99 ? '99+ new' : `${count} new`),
  welcome: (owner, subject) => `Ask, correct or suggest something about ${subject}. ${owner} reads it in person.`,
  welcomeAway: 'The answer will be here when you come back.',
  write: (owner) => (owner ? `Write to ${owner}` : 'Write a message'),
  writeToReopen: 'Write to open this again',
  privacy: 'Nothing is stored until you write.',
  privacyLink: 'Privacy',
  loading: 'Loading',
  loadFailed: 'The conversation could not be loaded.',
}
