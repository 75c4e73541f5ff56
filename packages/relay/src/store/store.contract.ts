import { describe } from 'vitest'
import { describeAppending } from './contract/appending.ts'
import { describeFirstContact } from './contract/first-contact.ts'
import { describeInboxes } from './contract/inboxes.ts'
import { describeLogs } from './contract/logs.ts'
import { describePeople } from './contract/people.ts'
import { describeReceipts } from './contract/receipts.ts'
import { describeRepeating } from './contract/repeating.ts'
import { describeRestoring } from './contract/restoring.ts'
import type { OpenStore } from './contract/scene.ts'

/** What every store keeps. Each adapter runs it whole: `describeStore('memory', open)`. */
export function describeStore(name: string, open: OpenStore): void {
  describe(`the ${name} store`, () => {
    describe('appending', () => {
      describeAppending(open)
    })
    describe('repeating', () => {
      describeRepeating(open)
    })
    describe('first contact', () => {
      describeFirstContact(open)
    })
    describe('logs', () => {
      describeLogs(open)
    })
    describe('inboxes', () => {
      describeInboxes(open)
    })
    describe('receipts', () => {
      describeReceipts(open)
    })
    describe('people', () => {
      describePeople(open)
    })
    describe('restoring', () => {
      describeRestoring(open)
    })
  })
}
