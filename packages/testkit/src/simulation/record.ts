import { hashCredential, personOfCredential } from '../../../relay/src/access/credential.ts'

/** A rule that was broken, and how. */
export interface Blame {
  rule: string
  what: string
}

/** One message somebody said, in all its wordings. */
export interface SaidMessage {
  number: number
  /** Where, and in which life of that page. */
  seat: string
  page: string
  browser: string
  /** Which identity of that browser said it: it counts up at each log-out; null where that was not certain. */
  identity: number | null
  at: number
  conversation: string
  texts: string[]
  /** `send` has resolved while the storage worked, or the page has never gone. */
  kept: boolean
  /** Its page still lives. */
  alive: boolean
  /** Its sender asked for it to be deleted, or threw it away. */
  takenBack: boolean
}

/** A wording that can be found again wherever it turns up. */
export const wording = (number: number, version: number): string => `<${number}.${version}>`

/** All wordings in a piece of text, as [whole, number]. */
export function findWordings(text: string): { text: string; number: number }[] {
  return Array.from(text.matchAll(/<(\d+)\.\d+>/g), (found) => ({ text: found[0], number: Number(found[1]) }))
}

/** Who a visitor's secret makes them. */
export const personOf = (site: string, secret: string): string => personOfCredential(hashCredential(site, secret))
