import { describe, expect, it } from 'vitest'
import type { Action } from '../keys/actions.ts'
import { makeConversation } from '../testing/make-conversation.ts'
import { findEntries } from './find-entries.ts'

const action = (id: Action['id'], label: string, available = true): Action => ({
  id,
  group: 'console',
  keys: [],
  label: () => label,
  available: () => available,
  run() {},
})
const actions = [
  action('reply', 'Reply'),
  action('resolve', 'Resolve', false),
  action('signOut', 'Sign out'),
  action('palette', 'Find anything'),
]
const all = [
  makeConversation(1, { name: 'Ann', subject: { key: 'reply-api', title: 'Reply API' } }),
  makeConversation(2, { name: 'Reply Girl' }),
  makeConversation(3, { name: 'Grace', unread: 1 }),
]
const found = (query: string): string[] =>
  findEntries(query, actions, all).map((entry) =>
    entry.kind === 'action' ? entry.action.label() : entry.conversation.participants[0]!.person.name!,
  )

describe('the palette', () => {
  it('lists what can be done now, then who is unread, before anything is typed', () => {
    expect(found('')).toEqual(['Reply', 'Sign out', 'Grace'])
  })

  it('finds things to do, then people by name, then by subject', () => {
    expect(found('reply')).toEqual(['Reply', 'Reply Girl', 'Ann'])
  })

  it('finds nothing quietly', () => {
    expect(found('zebra')).toEqual([])
  })
})
