import { success, type Appended, type EventName, type Events, type Result } from '@firsthand/protocol'
import type { Ports } from '../ports.ts'
import type { AppendRequest, Committed } from '../store/store.ts'
import type { Connection } from './connection.ts'

/**
 * Commits, answers, and then tells everybody who takes part: the way of every command that appends. The sender's other connections are told as
 * well. The one that sent a message is not: its answer says all there is to say, and a third of all frames is saved.
 *
 * `text` is what the relay made of the text sent, where the answer shall say it. Of a message deleted since it is not said: nobody knows any
 * more whether it was this one.
 */
export function append(
  call: { ports: Ports; connection: Pick<Connection, 'id'>; afterAnswer(act: () => void): void },
  request: AppendRequest,
  text?: string,
): Promise<Result<Appended>> {
  return call.ports.store.append(request).then((committed) => (committed.ok ? tell(call, request, committed.value, text) : committed))
}

function tell(
  call: { ports: Ports; connection: Pick<Connection, 'id'>; afterAnswer(act: () => void): void },
  request: AppendRequest,
  { ack, entries, audience, replied, erased }: Committed,
  text: string | undefined,
): Result<Appended> {
  call.ports.metrics.appendAcked(entries.length === 0)
  if (replied) call.ports.firstReplies.forget(request.author)
  call.ports.losses.notice(entries)
  if (entries.length > 0) {
    call.afterAnswer(() => {
      for (const entry of entries) {
        const but = entry.type === 'message' ? call.connection.id : undefined
        // The type and the body of a committed entry belong together; the store's row cannot say so.
        call.ports.fanOut.toPeople(audience, 'entry:committed' satisfies EventName, entry as Events['entry:committed'], but)
      }
    })
  }
  return success(text === undefined || erased ? ack : { ...ack, text })
}
