import { success, type Appended, type EventName, type Events, type Result } from '@firsthand/protocol'
import type { Ports } from '../ports.ts'
import type { AppendRequest } from '../store/store.ts'

/**
 * Commits, answers, and then tells everybody who takes part: the way of every command that appends. The sender's own connections are
 * told as well, so that each of their devices holds the entry as it was kept.
 */
export async function append(
  call: { ports: Ports; afterAnswer(act: () => void): void },
  request: AppendRequest,
): Promise<Result<Appended>> {
  const committed = await call.ports.store.append(request)
  if (!committed.ok) return committed
  const { ack, entries, audience } = committed.value
  if (entries.length > 0) {
    call.afterAnswer(() => {
      // The type and the body of a committed entry belong together; the store's row cannot say so.
      for (const entry of entries)
        call.ports.fanOut.toPeople(audience, 'entry:committed' satisfies EventName, entry as Events['entry:committed'])
    })
  }
  return success(ack)
}
