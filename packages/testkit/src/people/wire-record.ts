import type { Attempt, AttemptEvents, Connector } from '@firsthand/client'
import type { CommandName, Conversation, CursorMoved, Entry, InboxPage, LogPage, Result } from '@firsthand/protocol'

/** What went over one person's connections: the truth about cids and acks, whatever a client makes of it. */
export interface WireRecord {
  /** Each thing said or amended, by cid, with the moments at which it first left and was first acked. */
  readonly commands: ReadonlyMap<string, WireCommand>
  readonly cursors: readonly CursorMoved[]
  /** Failures the relay answered with, other than those that only say "later". */
  readonly refusals: readonly { command: CommandName; code: string; retryable: boolean }[]
  /** Moments at which a connection was lost. */
  readonly losses: readonly number[]
  /** How far each log was known to reach, and since when; of one conversation in rising seq. */
  readonly reached: ReadonlyMap<string, readonly { seq: number; at: number }[]>
}

/** One command with a cid. Times are those of `performance.now()`. */
export interface WireCommand {
  command: 'message:send' | 'message:edit' | 'message:delete'
  conversation: string
  cid: string
  text: string | null
  target: string | null
  firstSentAt: number
  ackedAt: number | null
  seq: number | null
  /** How often it left. */
  tries: number
}

interface AppendPayload {
  conversation: string
  cid: string
  text?: string
  target?: string
}

/** Lets a connector work as it does, and writes down what passes. */
export function recordWire(connector: Connector): { connector: Connector; record: WireRecord } {
  const commands = new Map<string, WireCommand>()
  const cursors: CursorMoved[] = []
  const refusals: { command: CommandName; code: string; retryable: boolean }[] = []
  const losses: number[] = []
  const reached = new Map<string, { seq: number; at: number }[]>()

  function reach(conversation: string, seq: number): void {
    const known = reached.get(conversation) ?? []
    reached.set(conversation, known)
    if (seq > (known.at(-1)?.seq ?? 0)) known.push({ seq, at: performance.now() })
  }

  /** What a page of the log, a page of the inbox or one conversation tells. */
  function read(name: CommandName, value: unknown): void {
    if (name === 'conversation:sync') for (const entry of (value as LogPage).entries) reach(entry.conversation, entry.seq)
    if (name === 'inbox:read') for (const one of (value as InboxPage).conversations) reach(one.id, one.head.seq)
    if (name === 'conversation:read') reach((value as Conversation).id, (value as Conversation).head.seq)
  }

  function note(name: CommandName, payload: unknown): WireCommand | undefined {
    if (name !== 'message:send' && name !== 'message:edit' && name !== 'message:delete') return undefined
    const { conversation, cid, text = null, target = null } = payload as AppendPayload
    const known = commands.get(cid)
    const firstSentAt = performance.now()
    const noted = known ?? { command: name, conversation, cid, text, target, firstSentAt, ackedAt: null, seq: null, tries: 0 }
    noted.tries += 1
    commands.set(cid, noted)
    return noted
  }

  function watch(on: AttemptEvents): AttemptEvents {
    return {
      opened: () => on.opened(),
      closed(refusal) {
        losses.push(performance.now())
        on.closed(refusal)
      },
      heard(name, event) {
        if (name === 'cursor:moved') cursors.push(event as CursorMoved)
        if (name === 'entry:committed') reach((event as Entry).conversation, (event as Entry).seq)
        on.heard(name, event)
      },
    }
  }

  return {
    record: { commands, cursors, refusals, losses, reached },
    connector: {
      connect(attempt: Attempt, on: AttemptEvents) {
        const connection = connector.connect(attempt, watch(on))
        return {
          close: () => connection.close(),
          request(name, payload, answer) {
            const noted = note(name, payload)
            connection.request(name, payload, (result: Result<never>) => {
              if (!result.ok) refusals.push({ command: name, code: result.failure.code, retryable: result.failure.retryable })
              else if (noted) {
                noted.ackedAt ??= performance.now()
                noted.seq ??= (result.value as { seq: number }).seq
              } else read(name, result.value)
              answer(result)
            })
          },
        }
      },
    },
  }
}
