import { describe, expect, it } from 'vitest'
import { createNotices } from '../shell/notices.ts'
import { idOf, makeConversation } from '../testing/make-conversation.ts'
import { createScriptedClient } from '../testing/scripted-client.ts'
import { createResolving } from './resolving.ts'

function setUp() {
  const client = createScriptedClient(0, [makeConversation(1), makeConversation(2)])
  let end = (): void => {}
  const notices = createNotices({
    set(run) {
      end = run
      return 1
    },
    clear: () => {
      end = () => {}
    },
  })
  const resolving = createResolving(client, notices, { resolved: 'Resolved.', undo: 'Undo', wroteAgain: 'They wrote again.' })
  const said = (): string[] => client.acts.filter((act) => act.startsWith('status'))
  return { client, notices, resolving, said, elapse: () => end(), one: client.modelOf(idOf(1)), two: client.modelOf(idOf(2)) }
}

describe('resolving', () => {
  it('is shown at once, and said when its undo has gone', () => {
    const { resolving, one, said, elapse } = setUp()
    resolving.resolve(one)
    expect(resolving.pending.value).toBe(idOf(1))
    expect(said()).toEqual([])
    elapse()
    expect(said()).toEqual([`status ${idOf(1)} resolved`])
    expect(resolving.pending.value).toBeNull()
  })

  it('undone leaves no trace in the log', () => {
    const { resolving, notices, one, said, elapse } = setUp()
    resolving.resolve(one)
    notices.act()
    elapse()
    expect(said()).toEqual([])
    expect(resolving.pending.value).toBeNull()
  })

  it('undone by reopening leaves none either', async () => {
    const { resolving, one, said, elapse } = setUp()
    resolving.resolve(one)
    await resolving.reopen(one)
    elapse()
    expect(said()).toEqual([])
  })

  it('of a second conversation says the first one now', () => {
    const { resolving, one, two, said } = setUp()
    resolving.resolve(one)
    resolving.resolve(two)
    expect(said()).toEqual([`status ${idOf(1)} resolved`])
    expect(resolving.pending.value).toBe(idOf(2))
  })

  it('is said at once where the page is being left, and settled when the relay has it', async () => {
    const { resolving, one, said } = setUp()
    resolving.resolve(one)
    let settled = false
    const settling = resolving.settle().then(() => (settled = true))
    await Promise.resolve()
    expect(said()).toEqual([`status ${idOf(1)} resolved`])
    expect(settled).toBe(false)
    one.conversation.value = makeConversation(1, { status: 'resolved' })
    await settling
  })

  it('is dropped when they write in between: what they wrote has not been answered', () => {
    const { client, resolving, notices, one, said, elapse } = setUp()
    resolving.resolve(one)
    client.emit('message-received', { conversation: idOf(1), seq: 2, author: idOf(1, 'visitor') })
    expect(notices.shown.value?.text).toBe('They wrote again.')
    elapse()
    expect(said()).toEqual([])
  })

  it('is not dropped by what somebody else writes elsewhere', () => {
    const { client, resolving, one, said, elapse } = setUp()
    resolving.resolve(one)
    client.emit('message-received', { conversation: idOf(2), seq: 2, author: idOf(2, 'visitor') })
    elapse()
    expect(said()).toEqual([`status ${idOf(1)} resolved`])
  })

  it('taken back later is an entry of its own', async () => {
    const { resolving, one, said, elapse } = setUp()
    resolving.resolve(one)
    elapse()
    await resolving.reopen(one)
    expect(said()).toEqual([`status ${idOf(1)} resolved`, `status ${idOf(1)} open`])
  })
})
