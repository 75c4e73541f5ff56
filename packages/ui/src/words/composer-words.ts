import { count } from './count.ts'

/** The words of the composer. */
export interface ComposerWords {
  send: string
  save: string
  cancel: string
  editing: string
  /** Under the composer, near the limit: how many characters are left, or how many too many. */
  left(count: number): string
  tooMany(count: number): string
}

/** The English of the composer. */
export const englishComposerWords: ComposerWords = {
  send: 'Send',
  save: 'Save',
  cancel: 'Cancel',
  editing: 'Editing your message',
  left: (number) => `${count(number, 'character', 'characters')} left`,
  tooMany: (number) => `${count(number, 'character', 'characters')} too many`,
}
