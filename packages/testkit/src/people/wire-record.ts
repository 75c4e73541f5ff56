import type { Attempt, AttemptEvents, Connector } from '@firsthand/client'
import type { CommandName, CursorMoved, Result } from '@firsthand/protocol'

/** What went over one person's connections: the truth about cids and acks, whatever a client makes of it. */
export interface WireRecord {
  /** Each thing said or amended, by cid, with the moments at which it first left and was first acked. */
  readonly commands: ReadonlyMap<string, WireCommand>
  readonly cursors: readonly CursorMoved[]
  /** Failures the relay answered with, other than those that only say "later". */
  readonly refusals: readonly { command: CommandName; code: string; retryable: boolean }[]
  /** Moments at which a connection was lost. */
  readonly losses: readonly number[]
  /** When each entry came, live, by conversation and seq. */
  readonly heard: ReadonlyMap<string, number>
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
  const heard = new Map<string, number>()

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
        if (name === 'entry:committed') {
          const { conversation, seq } = event as { conversation: string; seq: number }
          const key = `${conversation} ${seq}`
          if (!heard.has(key)) heard.set(key, performance.now())
        }
        on.heard(name, event)
      },
    }
  }

  return {
    record: { commands, cursors, refusals, losses, heard },
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
              }
              answer(result)
            })
          },
        }
      },
    },
  }
}
