import type { Console } from '../create-console.ts'
import { visitorOf } from '../inbox/order-inbox.ts'
import { english as words } from '../words/english.ts'
import { cleanName, cleanText } from '@firsthand/ui'

const EXCERPT = 140

/** Shows a desktop notification for each message that comes while nobody looks. Returns the function that stops it. */
export function announceMessages({
  client,
  attention,
  notifications,
}: Pick<Console, 'client' | 'attention' | 'notifications'>): () => void {
  return client.on('message-received', ({ conversation: id, seq }) => {
    if (attention.looking.peek()) return
    const conversation = client.inbox.conversations.peek().find((one) => one.id === id)
    if (!conversation) return
    const { last, subject } = conversation
    const said = last?.seq === seq && last.type === 'message' ? cleanText(last.body?.text).slice(0, EXCERPT) : ''
    notifications.show({
      conversation: id,
      title: words.notifications.title(cleanName(visitorOf(conversation)?.name, words.visitor), cleanText(subject.title)),
      text: said,
    })
  })
}
