import { createFailure, failure, success, type Failure, type FailureCode, type Result } from '@firsthand/protocol'
import { canSee } from '../access/can-see.ts'
import type { Ports } from '../ports.ts'
import type { Membership } from '../store/store.ts'
import { StoreError } from '../store/store-error.ts'
import type { Connection } from './connection.ts'
import type { Access, Command } from './define-command.ts'
import { takePace } from './pace.ts'

/** Gives one command, and answers it exactly once. Never throws. */
export type Dispatch = (connection: Connection, name: unknown, args: readonly unknown[], answer: (result: Result<unknown>) => void) => void

/** What the dispatcher works on. */
export interface DispatchParts {
  commands: readonly Command[]
  ports: Ports
  /** Whether the relay is closing and takes nothing new. */
  isDraining(): boolean
  /** Told of each refusal and each bug, one behind the answer included; answers the name under which the log has it. */
  report(refused: Refused): string
}

/** A command that was not done. */
export interface Refused {
  connection: Connection
  /** The command's name where it is one. */
  command: string
  code: FailureCode
  /** What was thrown, where the relay itself is at fault. */
  error?: unknown
}

/** Builds the dispatcher: pace, hello, schema, access, run, answer, fan-out, in this order and for every command alike. */
export function createDispatch({ commands, ports, isDraining, report }: DispatchParts): Dispatch {
  const byName = new Map<unknown, Command>(commands.map((command) => [command.name, command]))

  /** The reason not to run it, once its pace is right and before anything is loaded; undefined where there is none. */
  const findRefusal = (connection: Connection, command: Command | undefined, args: readonly unknown[]): Failure | undefined => {
    if (isDraining()) return createFailure('draining')
    if (!connection.greeted && command?.name !== 'hello') return createFailure('hello-required')
    if (!command) return createFailure('command-unknown')
    const at = args.length === 1 ? command.findFault(args[0]) : ''
    return at === undefined ? undefined : createFailure('payload-invalid', { at })
  }

  /** Nothing is awaited on the way of an append: one sender's messages reach the store in the order they came (P5). */
  const run = (connection: Connection, command: Command, payload: unknown, afterAnswer: (act: () => void) => void): Outcome => {
    const { caller } = connection
    if (command.access === 'participant') {
      return proveParticipant(ports, connection, payload).then((proven) =>
        proven.ok ? command.run({ caller, membership: proven.value, payload, connection, ports, afterAnswer }) : proven,
      )
    }
    if (!mayGive(command.access, connection)) return failure('not-allowed')
    return command.run({ caller, payload, connection, ports, afterAnswer })
  }

  return (connection, name, args, answer) => {
    const command = byName.get(name)
    const startedAt = ports.metrics.startTimer()
    const label = command?.name ?? 'unknown'
    const refuse = (refused: Failure): void => {
      const request = refused.request ?? report({ connection, command: label, code: refused.code })
      answer({ ok: false, failure: { ...refused, request } })
      ports.metrics.commandAnswered(label, refused.code, startedAt)
    }
    const paced = takePace(connection.pace, ports.clock.now(), ports.limits)
    if (paced.state !== 'go') {
      const limited = createFailure('rate-limited', { retryAfterMs: paced.retryAfterMs })
      refuse(limited)
      if (paced.state === 'cut') connection.end(limited)
      return
    }
    const refusal = findRefusal(connection, command, args)
    if (refusal || !command) return refuse(refusal ?? createFailure('command-unknown'))
    const after: (() => void)[] = []
    const finish = (result: Result<unknown>): void => {
      if (result.ok) {
        answer(result)
        ports.metrics.commandAnswered(label, 'ok', startedAt)
      } else refuse(result.failure)
      for (const act of after) {
        try {
          act()
        } catch (error) {
          // What was committed and answered stands, and is found by reading (P8): the relay goes on.
          report({ connection, command: label, code: 'internal', error })
        }
      }
    }
    const fail = (error: unknown): void => {
      const code = readFailureCode(error)
      refuse(createFailure(code, { request: report({ connection, command: label, code, error }) }))
    }
    let outcome: Outcome
    try {
      outcome = run(connection, command, args[0], (act) => after.push(act))
    } catch (error) {
      return fail(error)
    }
    if (outcome instanceof Promise) void outcome.then(finish, fail)
    else finish(outcome)
  }
}

/** A database that cannot answer just now is no bug; everything else that is thrown is one. */
export function readFailureCode(error: unknown): 'store-unavailable' | 'draining' | 'internal' {
  if (!(error instanceof StoreError)) return 'internal'
  return error.code === 'store-closed' ? 'draining' : 'store-unavailable'
}

/** What was answered, at once or later. */
type Outcome = Result<unknown> | Promise<Result<unknown>>

function mayGive(access: Access, { caller }: Connection): boolean {
  return access === 'visitor' || access === 'member' ? caller.as === access : true
}

async function proveParticipant({ store }: Ports, { caller }: Connection, payload: unknown): Promise<Result<Membership>> {
  const { conversation } = payload as { conversation: string }
  const membership = await store.readMembership(conversation, caller.person)
  if (!membership || !canSee(caller, { is: 'conversation', membership })) return failure('conversation-not-found')
  return success(membership)
}
