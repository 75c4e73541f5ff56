import { signal } from '@preact/signals-core'
import type { ConversationId } from '@firsthand/protocol'
import type { ConversationModel, MessageItem, TimelineItem } from '../client.ts'
import { createLate } from './late.ts'

/**
 * A conversation of a client whose code is still being loaded. What is said meanwhile shows as waiting, and is kept and sent as
 * soon as the client is there.
 *
 * @param waiting told how many more messages are held in memory alone
 */
export function deferConversation(
  coming: Promise<ConversationModel>,
  id: ConversationId,
  state: 'new' | 'loading',
  waiting: (more: number) => void,
): ConversationModel {
  const said = signal<readonly MessageItem[]>([])
  // Not there before it holds what was said: nothing shows twice, and nothing goes away meanwhile.
  const late = createLate(
    coming.then(async (model) => {
      for (let next = 0; next < said.value.length; next++) await model.send(said.value[next]!.text!)
      waiting(-said.value.length)
      return model
    }),
  )
  return {
    get id() {
      return late.peek()?.id ?? id
    },
    state: late.read(
      (model) => model.state,
      () => state,
    ),
    conversation: late.read(
      (model) => model.conversation,
      () => null,
    ),
    timeline: late.read<readonly TimelineItem[]>(
      (model) => model.timeline,
      () => said.value,
    ),
    earlier: late.read(
      (model) => model.earlier,
      () => 'none',
    ),
    typing: late.read(
      (model) => model.typing,
      () => [],
    ),
    unread: late.read(
      (model) => model.unread,
      () => 0,
    ),
    readUpTo: late.read(
      (model) => model.readUpTo,
      () => 0,
    ),
    async send(text) {
      const model = late.peek()
      if (model) return model.send(text)
      const key = `${said.value.length}`
      const delivery = { state: 'waiting' } as const
      waiting(1)
      said.value = [
        ...said.value,
        { kind: 'message', key, cid: key, seq: null, author: null, own: true, at: Date.now(), text, edited: false, delivery },
      ]
      return late.act(() => {})
    },
    loadEarlier: () => late.act((model) => model.loadEarlier()),
    edit: (cid, text) => late.act((model) => model.edit(cid, text)),
    remove: (cid) => late.act((model) => model.remove(cid)),
    retry: (cid) => late.act((model) => model.retry(cid)),
    discard: (cid) => late.act((model) => model.discard(cid)),
    changeStatus: (to, reason) => late.act((model) => model.changeStatus(to, reason)),
    giveName: (name) => late.act((model) => model.giveName(name)),
    reportTyping: (typing) => late.peek()?.reportTyping(typing),
    markRead: () => void late.act((model) => model.markRead()),
    release: () => void late.act((model) => model.release()),
  }
}
