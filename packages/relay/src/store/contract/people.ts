import { createId } from '@firsthand/protocol'
import { expect, test } from 'vitest'
import { messageRequest, nameRequest } from './requests.ts'
import { setScene, visitorWith, type OpenStore } from './scene.ts'

/** People, what is known of them, and what lets them in. */
export function describePeople(open: OpenStore): void {
  test('a member is kept as last described, and nobody is not', async () => {
    const { store, owner } = await setScene(await open())
    await store.saveMember({ id: owner, name: 'Ada King', title: null, face: null })
    expect(await store.readPerson(owner)).toEqual({
      id: owner,
      kind: 'member',
      name: 'Ada King',
      title: null,
      face: null,
      site: null,
      appearAway: false,
    })
    expect(await store.readPerson(createId())).toBeNull()
  })

  test('to appear away is kept, also while a member is described anew', async () => {
    const { store, owner } = await setScene(await open())
    await store.saveAppearAway(owner, true)
    await store.saveMember({ id: owner, name: 'Ada King', title: null, face: null })
    expect(await store.readPerson(owner)).toMatchObject({ appearAway: true })
    await store.saveAppearAway(owner, false)
    expect(await store.readPerson(owner)).toMatchObject({ appearAway: false })
  })

  test('a name that was given is the name from then on', async () => {
    const { store, append, begin } = await setScene(await open())
    const { conversation, visitor } = await begin()
    await append(nameRequest({ conversation, author: visitor }, 'Grace'))
    expect(await store.readPerson(visitor)).toMatchObject({ name: 'Grace' })
  })

  test('acquaintances are all with whom one shares a conversation, each once', async () => {
    const { store, begin, owner } = await setScene(await open())
    const visitor = visitorWith()
    await begin('One', visitor)
    await begin('Two', visitor)
    const other = await begin('Three')
    expect((await store.readAcquaintances(owner)).sort()).toEqual([visitor.id, other.visitor].sort())
    expect(await store.readAcquaintances(visitor.id)).toEqual([owner])
    expect(await store.readAcquaintances(createId())).toEqual([])
  })

  test("facts of a visitor tell their language, their first message's time and how many conversations", async () => {
    let at = 1_000
    const { store, begin, owner } = await setScene(await open({ now: () => at }))
    const visitor = visitorWith({ locale: 'pt-BR' })
    await begin('One', visitor)
    at = 2_000
    await begin('Two', visitor)
    expect(await store.readPersonFacts(visitor.id)).toEqual({ firstMessageAt: 1_000, locale: 'pt-BR', conversations: 2 })
    expect(await store.readPersonFacts(owner)).toEqual({ firstMessageAt: null, locale: null, conversations: 2 })
    expect(await store.readPersonFacts(createId())).toBeNull()
  })

  test("first replies run from a visitor's first message to the owner's first, once for each conversation", async () => {
    let at = 1_000
    const { store, append, begin, owner } = await setScene(await open({ now: () => at }))
    const one = await begin()
    at = 2_000
    const again = await append(messageRequest({ conversation: one.conversation, author: one.visitor }, 'Anybody?'))
    at = 4_500
    const reply = messageRequest({ conversation: one.conversation, author: owner }, 'Yes')
    const replies = [await append(reply), await append(reply)]
    at = 9_000
    const further = await append(messageRequest({ conversation: one.conversation, author: owner }, 'Still here'))
    expect([again, ...replies, further].map(({ replied }) => replied)).toEqual([false, true, false, false])
    const other = await begin()
    at = 9_300
    await append(messageRequest({ conversation: other.conversation, author: owner }, 'At once'))
    await begin('Not answered yet')
    expect((await store.readFirstReplies(owner, 0)).sort((one, other) => one - other)).toEqual([300, 3_500])
    expect(await store.readFirstReplies(owner, 9_000)).toEqual([300])
    expect(await store.readFirstReplies(one.visitor, 0)).toEqual([])
  })

  test('a sign-in link is taken once, by one of two at once, and not after its time', async () => {
    const { store, owner } = await setScene(await open({ now: () => 1_000 }))
    await store.saveSignInLink({ hash: 'one', person: owner, expiresAt: 2_000 })
    const taken = await Promise.all([store.takeSignInLink('one', 1_999), store.takeSignInLink('one', 1_999)])
    expect(taken.filter((one) => one !== null)).toEqual([owner])
    await store.saveSignInLink({ hash: 'two', person: owner, expiresAt: 2_000 })
    expect(await store.takeSignInLink('two', 2_000)).toBeNull()
    expect(await store.takeSignInLink('two', 1_500)).toBeNull()
    expect(await store.takeSignInLink('never', 1_500)).toBeNull()
  })

  test('a session holds until its time or its removal', async () => {
    const { store, owner } = await setScene(await open({ now: () => 1_000 }))
    await store.saveSession({ hash: 'one', person: owner, expiresAt: 2_000 })
    expect(await store.readSession('one', 1_999)).toEqual({ person: owner, expiresAt: 2_000 })
    expect(await store.readSession('one', 2_000)).toBeNull()
    expect(await store.readSession('other', 1_000)).toBeNull()
    await store.removeSession('one')
    expect(await store.readSession('one', 1_500)).toBeNull()
  })

  test('[P19] what was ended meanwhile is told in one reading: revoked credentials, sessions that are over, members who appear away', async () => {
    let at = 1_000
    const { store, begin, owner } = await setScene(await open({ now: () => at }))
    const [early, late, standing] = [visitorWith(), visitorWith(), visitorWith()]
    for (const visitor of [early, late, standing]) await begin('Hi', visitor)
    await store.saveSession({ hash: 'held', person: owner, expiresAt: 9_000 })
    await store.saveSession({ hash: 'over', person: owner, expiresAt: 2_500 })
    await store.saveSession({ hash: 'removed', person: owner, expiresAt: 9_000 })
    const members = [owner, createId()]
    const sessions = ['held', 'over', 'removed', 'never']
    expect(await store.readStanding({ since: 0, sessions: [], members: [] }, at)).toEqual({ revoked: [], ended: [], away: [] })
    expect(await store.readStanding({ since: 0, sessions, members }, at)).toEqual({ revoked: [], ended: ['never'], away: [] })

    await store.revokeCredential(early.credentialHash)
    at = 3_000
    await store.revokeCredential(late.credentialHash)
    await store.revokeCredential(early.credentialHash)
    await store.removeSession('removed')
    await store.saveAppearAway(owner, true)
    expect(await store.readStanding({ since: 2_000, sessions, members }, at)).toEqual({
      revoked: [late.credentialHash],
      ended: ['over', 'removed', 'never'],
      away: [owner],
    })
    const { revoked } = await store.readStanding({ since: 1_000, sessions: [], members: [] }, at)
    expect(revoked.toSorted()).toEqual([early.credentialHash, late.credentialHash].toSorted())
  })

  test('[A30] what is given as an id is never anything else', async () => {
    const { store, begin, owner } = await setScene(await open())
    const { conversation } = await begin()
    for (const hostile of ["') OR 1=1--", '__proto__', '%', '', '*', '" or "" = "']) {
      expect(await store.readPerson(hostile)).toBeNull()
      expect(await store.readCredential(hostile)).toBeNull()
      expect(await store.readSession(hostile, 0)).toBeNull()
      expect(await store.takeSignInLink(hostile, 0)).toBeNull()
      expect(await store.readMembership(hostile, owner)).toBeNull()
      expect(await store.readConversation(conversation, hostile)).toBeNull()
      expect(await store.readAcquaintances(hostile)).toEqual([])
    }
  })

  test('a store that can write says so', async () => {
    const { store } = await setScene(await open())
    expect(await store.checkHealth()).toBe(true)
  })
}
