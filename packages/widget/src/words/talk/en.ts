import type { Failure } from '@firsthand/protocol'
import { englishFactWords, englishTimelineWords, type FactWords, type TimelineWords } from '@firsthand/ui'

/** The words of a conversation under way and of everything in the menu, in one language. Names come in cleaned. */
export interface TalkWords {
  timeline: TimelineWords
  facts: FactWords
  /** The name of whoever is responsible, while it is not known. */
  somebody: string
  newConversation: string
  offline: string
  reconnecting: string
  unreachable: string
  /** In place of these three where nothing is kept. */
  noConnection: string
  /** Before the site's other ways. */
  otherWays: string
  memoryOnly: string
  gone: string
  /** Why the relay refuses this page altogether. */
  refused(failure: Failure): string
  seenAs(owner: string): string
  addName: string
  changeName: string
  yourName: string
  nameHint(owner: string): string
  conversationsEmpty: string
  resolved: string
  /** One's own words in a list. */
  said(text: string): string
  factsTitle(owner: string): string
  factsHint(owner: string): string
  factsFailed: string
  forget: string
  forgetTitle: string
  forgetText(owner: string): string
  /** Added where something still waits to be sent. */
  forgetUnsent(count: number): string
  forgetDo: string
  forgetKeep: string
}

/** English, and the shape of every other language. */
export const en: TalkWords = {
  timeline: englishTimelineWords,
  facts: englishFactWords,
  somebody: 'the owner',
  newConversation: 'New conversation',
  offline: 'You are offline. What you write is kept and sent later.',
  reconnecting: 'Reconnecting. What you write is kept.',
  unreachable: 'No connection just now. What you write is kept and sent by itself.',
  noConnection: 'No connection just now.',
  otherWays: 'Another way:',
  memoryOnly: 'This browser stores nothing here: keep this page open until your message is sent.',
  gone: 'This conversation is no longer there.',
  refused: ({ code }) =>
    code === 'credential-revoked'
      ? 'This browser was signed out. Open the page again to begin anew.'
      : code === 'subject-not-found'
        ? 'Nobody is named for this page yet.'
        : 'This page is not set up for conversations.',
  seenAs: (owner) => `${owner} sees you as “Visitor”.`,
  addName: 'Add your name',
  changeName: 'Change your name',
  yourName: 'Your name',
  nameHint: (owner) => `${owner} will see it. You can write without one.`,
  conversationsEmpty: 'Conversations you begin are kept here.',
  resolved: 'Resolved',
  said: (text) => `You: ${text}`,
  factsTitle: (owner) => `What ${owner} sees about you`,
  factsHint: (owner) => `This is everything. ${owner} reads the very same list.`,
  factsFailed: 'This could not be loaded just now.',
  forget: 'Forget this device',
  forgetTitle: 'Forget this device?',
  forgetText: (owner) =>
    `This browser will no longer know that the conversations are yours, and cannot open them again. What you wrote stays with ${owner}.`,
  forgetUnsent: (count) => `${count === 1 ? '1 message is' : `${count} messages are`} not sent yet and will be lost.`,
  forgetDo: 'Forget',
  forgetKeep: 'Keep',
}
