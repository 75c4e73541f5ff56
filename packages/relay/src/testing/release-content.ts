import { createId } from '@firsthand/protocol'
import { deleteRequest, editRequest, messageRequest, nameRequest, statusRequest } from '../store/contract/requests.ts'
import { setScene, valueOf, visitorWith } from '../store/contract/scene.ts'
import type { Store } from '../store/store.ts'

/** Something of everything: what a database of a release is filled with before it is kept. */
export async function fillRelease(store: Store): Promise<void> {
  const { owner, append, begin } = await setScene(store)
  const visitor = visitorWith({ name: 'Zoë', locale: 'nl', credentialHash: 'hash-of-zoe' })
  const first = await begin('Does it sing in the rain? “Quotes”, \\ and 🎈', visitor)
  const second = await begin('About the guide', visitor)
  const { conversation } = first
  const author = visitor.id
  await append(editRequest({ conversation, author }, first.cid, 'Does it sing when it rains?'))
  await append(editRequest({ conversation, author }, first.cid, 'Does it sing when it pours?'))
  const regretted = await append(messageRequest({ conversation, author }, 'A secret'))
  await append(deleteRequest({ conversation, author }, regretted.ack.cid))
  await append(messageRequest({ conversation, author: owner }, 'It does.'))
  await append(nameRequest({ conversation, author }, 'Zoë van Dam'))
  for (let index = 0; index < 20; index++) await append(messageRequest({ conversation, author }, `Line ${index}\nand its second`))
  await append(statusRequest({ conversation: second.conversation, author: owner }, 'resolved'))
  await store.advanceCursor(conversation, owner, { read: 7, delivered: 12 })
  await store.advanceCursor(conversation, author, { delivered: 6 })

  const shutOut = visitorWith({ credentialHash: 'hash-of-who-was-shut-out' })
  await begin('Let me in', shutOut)
  await store.revokeCredential(shutOut.credentialHash)
  await store.saveAppearAway(owner, true)
  await store.saveSession({ hash: 'hash-of-a-session', person: owner, expiresAt: 9e12 })
  await store.saveSignInLink({ hash: 'hash-of-a-link', person: owner, expiresAt: 9e12 })
  await store.beginNewLife([{ conversation, author, target: createId(), deletion: createId() }])
}

/** Everything that could be asked of it, through the port alone; but for stamps of inboxes, which an opening renews. */
export async function readRelease(store: Store) {
  const zoe = (await store.readCredential('hash-of-zoe'))!.person
  const owner = (await store.readSession('hash-of-a-session', 1))!.person
  const people = []
  for (const person of [owner, zoe]) {
    const inbox = valueOf(await store.readInbox(person, { before: null }, 50))
    const conversations = inbox.conversations.toSorted((one, other) => one.id.localeCompare(other.id))
    const logs = []
    for (const { id } of conversations) logs.push(valueOf(await store.readLog(id, { before: null }, 200)))
    const facts = await store.readPersonFacts(person)
    people.push({ person: await store.readPerson(person), facts, conversations, logs })
  }
  return {
    epoch: store.epoch,
    restores: await store.readRestores(),
    people,
    replies: await store.readFirstReplies(owner, 0),
    credentials: [await store.readCredential('hash-of-zoe'), await store.readCredential('hash-of-who-was-shut-out')],
    session: await store.readSession('hash-of-a-session', 1),
  }
}
