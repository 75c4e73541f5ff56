import type { Failure, Status } from '@firsthand/protocol'
import { count } from './count.ts'

/** The words of the timeline and of what hangs from it, in one language. The caller passes it in; a missing one does not compile. */
export interface TimelineWords {
  /** BCP 47, for `Intl`. */
  locale: string
  /** The role beside a name: it says who somebody is, a name never does. */
  roles: { owner: string; visitor: string }
  /** Stands for a name that was not given. */
  nameless: string
  edit: string
  remove: string
  copy: string
  close: string
  back: string
  /** The accessible name of a message's menu. */
  messageMenu: string
  /** What the log of a conversation is called by a screen reader. */
  log: string
  loading: string
  earlier: string
  earlierFailed: string
  tryAgain: string
  discard: string
  newLine: string
  newMessages(count: number): string
  sending: string
  waiting: string
  notSent: string
  delivery: { sent: string; delivered: string; read: string }
  edited: string
  deleted: string
  typing(names: readonly string[]): string
  event: {
    status(to: Status, who: string, own: boolean): string
    nameGiven(name: string, own: boolean): string
    /** So many messages stood here before what holds them was restored from a backup. */
    lost(count: number): string
  }
  /** Why a message was not sent, in one short sentence. */
  failure(failure: Failure): string
  /** Behind a failure: what to tell whoever runs this, so that they find it in their log. */
  reference(id: string): string
}

/** The English of the timeline. */
export const englishTimelineWords: TimelineWords = {
  locale: 'en',
  roles: { owner: 'Owner', visitor: 'Visitor' },
  nameless: 'Visitor',
  edit: 'Edit',
  remove: 'Delete',
  copy: 'Copy',
  close: 'Close',
  back: 'Back',
  messageMenu: 'Message actions',
  log: 'Conversation',
  loading: 'Loading',
  earlier: 'Earlier messages',
  earlierFailed: 'Earlier messages could not be loaded.',
  tryAgain: 'Try again',
  discard: 'Discard',
  newLine: 'New',
  newMessages: (number) => count(number, 'new message', 'new messages'),
  sending: 'Sending',
  waiting: 'Waiting for the connection',
  notSent: 'Not sent',
  delivery: { sent: 'Sent', delivered: 'Delivered', read: 'Read' },
  edited: 'edited',
  deleted: 'Message deleted',
  typing: (names) => (names.length === 1 ? `${names[0]} is typing` : `${names.join(', ')} are typing`),
  event: {
    status: (to, who, own) => (to === 'resolved' ? `${own ? 'You' : who} marked this as resolved` : `${own ? 'You' : who} reopened this`),
    nameGiven: (name, own) => (own ? `You are now called ${name}` : `Now called ${name}`),
    lost: (number) => `Restored from a backup: ${count(number, 'message is', 'messages are')} missing here`,
  },
  failure: ({ code }) =>
    code === 'rate-limited'
      ? 'Too many messages at once. Wait a moment.'
      : code === 'payload-invalid'
        ? 'The message is too long, or empty.'
        : code === 'conversation-not-found'
          ? 'This conversation is no longer there.'
          : code === 'message-deleted'
            ? 'This message was deleted meanwhile.'
            : 'The server refused it.',
  reference: (id) => `If it stays, tell them: ${id}`,
}
