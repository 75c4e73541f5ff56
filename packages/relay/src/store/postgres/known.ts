import type { ClientId, ConversationId, PersonId } from '@firsthand/protocol'
import type { Job } from './jobs.ts'
import { createWanted, wantCid, type Facts, type SentEntry, type Wanted } from './read-facts.ts'
import type { StandingConversation, StandingConversations } from './standing-conversations.ts'

/** What a batch may be decided on: what was remembered, and what was just read. */
export interface Known {
  /** The conversation, or undefined where there was none when it was looked for. */
  find(id: ConversationId): StandingConversation | undefined
  findSent(conversation: ConversationId, author: number, cid: ClientId): SentEntry | undefined
  findCredential(hash: string): { person: PersonId; no: number; revoked: boolean } | undefined
  findPerson(id: PersonId): number | undefined
}

/**
 * What has to be read for these jobs. Of a conversation this relay knows, nothing: what was sent there before is compared in the transaction, and
 * only where that finds something is it read.
 */
export function listWanted(jobs: readonly Job[], conversations: StandingConversations): Wanted {
  const wanted = createWanted()
  for (const job of jobs) {
    const { conversation } = job
    const standing = job.tries === 0 ? conversations.get(conversation) : undefined
    if (!standing) wanted.conversations.add(conversation)
    if (job.is === 'move') continue
    const { cid, amends, author, start } = job.request
    if (!standing) wantCid(wanted, conversation, cid)
    if (amends !== undefined) wantCid(wanted, conversation, amends)
    if (!start || standing?.participants.some(({ id }) => id === author)) continue
    if (start.visitor) wanted.credentials.add(start.visitor.credentialHash)
    for (const { person } of start.participants) wanted.people.add(person)
  }
  return wanted
}

/** Makes a {@link Known}, and remembers what was read of conversations. */
export function createKnown({ conversations, sent, credentials, people }: Facts, remembered: StandingConversations): Known {
  for (const conversation of conversations) remembered.keep(conversation)
  const byCid = new Map(sent.map((entry) => [nameSent(entry.conversation, entry.author, entry.cid), entry]))
  const byHash = new Map(credentials.map((credential) => [credential.hash, credential]))
  const byId = new Map(people.map(({ id, no }) => [id, no]))
  for (const { person, no } of credentials) byId.set(person, no)
  return {
    find: (id) => remembered.get(id),
    findSent: (conversation, author, cid) => byCid.get(nameSent(conversation, author, cid)),
    findCredential: (hash) => byHash.get(hash),
    findPerson: (id) => byId.get(id),
  }
}

function nameSent(conversation: ConversationId, author: number, cid: ClientId): string {
  return `${conversation} ${author} ${cid}`
}
