import { signal } from '@preact/signals-core'
import type { ReadonlySignal } from '@preact/signals-core'
import type { Answer, CommandName, Events, Failure, HandshakeAuth, Hello, Payload, Result, Welcome } from '@firsthand/protocol'
import type { ConnectionState } from '../client.ts'
import type { Clock } from '../clock.ts'
import { createEmitter } from '../emitter.ts'
import { backoffMs } from './backoff.ts'
import type { Connection, Connector } from './connector.ts'
import type { WakeHints } from './wake-hints.ts'

/** How long a WebSocket's handshake may stay unanswered; polling, the last resort of slow networks too, gets longer. */
const HANDSHAKE_MS = { websocket: 4_000, polling: 20_000 }
/** A connection that does not answer a command for so long is a dead one that nobody told us about. */
const ANSWER_MS = 15_000
/** The same, just after the page woke. */
const WOKE_MS = 5_000
/** A connection that stood so long ends the series of failures. */
const STABLE_MS = 5_000

/** One lasting connection to a relay, made of as many short ones as it takes. */
export interface Link {
  readonly state: ReadonlySignal<ConnectionState>
  /** What the relay last said of itself. */
  readonly welcome: ReadonlySignal<Welcome | null>
  open(): void
  /** Closes until `open`. */
  shut(): void
  /** Closes and opens at once: for a new identity. Does nothing while shut. */
  restart(): void
  /** One command, once: `unreachable` without a connection, and when it is lost or stays silent meanwhile. */
  request<Name extends CommandName>(name: Name, payload: Payload<Name>): Promise<Result<Answer<Name>>>
  /** A command that changes nothing when repeated: tried until it is answered, refused for good, or the connection is lost. */
  insist<Name extends CommandName>(name: Name, payload: Payload<Name>): Promise<Result<Answer<Name>>>
  /** The relay's events, and some of the link's own. Returns the unsubscribe. */
  on<Name extends keyof LinkEvents>(name: Name, handler: (event: LinkEvents[Name]) => void): () => void
  /** Tells an event as if the relay had: of a message one sent oneself, its answer takes the event's place. */
  tell<Name extends keyof LinkEvents>(name: Name, event: LinkEvents[Name]): void
  /** Closes for ever. */
  close(): void
}

/** The relay's events, and the link's own. */
export interface LinkEvents extends Events {
  /** A connection stands and said hello. */
  welcome: Welcome
  /** The page came back to sight or the network came back, connected or not. */
  awake: null
  /** The page was put away, perhaps into the back/forward cache. */
  hidden: null
  /** The relay refuses for good. */
  refused: Failure
  /** This link is closed for ever. */
  closed: null
}

/** What a link is made of. */
export interface LinkOptions {
  connector: Connector
  clock: Clock
  random(): number
  hints: WakeHints
  auth(): HandshakeAuth
  hello(): Hello
  /** Why this connection must not be used: the relay takes whoever made it for somebody else [P11]. */
  objection?(welcome: Welcome): Failure | undefined
}

const UNREACHABLE: Result<never> = {
  ok: false,
  failure: { code: 'unreachable', message: 'The relay did not answer.', retryable: true },
}

/** Makes a {@link Link}; it opens nothing by itself. */
export function createLink({ connector, clock, random, hints, auth, hello, objection }: LinkOptions): Link {
  const state = signal<ConnectionState>({ state: 'idle' })
  const welcome = signal<Welcome | null>(null)
  const { on, emit } = createEmitter<LinkEvents>()
  const pending = new Set<(result: Result<never>) => void>()
  let wanted = false
  let failures = 0
  let first: 'websocket' | 'polling' = 'websocket'
  let connection: Connection | null = null
  let ending: Failure | undefined
  let wokeAt = -Infinity
  // The one timer of the connection itself: the handshake's deadline, the next try, or the proof of stability.
  let cancel = (): void => {}

  function attempt(): void {
    cancel()
    ending = undefined
    state.value = { state: 'connecting', attempt: failures + 1 }
    cancel = clock.after(HANDSHAKE_MS[first], lose)
    connection = connector.connect({ auth: auth(), first }, { opened: () => void greet(), closed: lose, heard })
  }

  async function greet(): Promise<void> {
    const mine = connection
    cancel()
    const result = await ask('hello', hello())
    if (connection !== mine) return
    const refusal = result.ok ? objection?.(result.value) : result.failure
    if (!result.ok || refusal) return lose(refusal)
    cancel = clock.after(STABLE_MS, () => (failures = 0))
    welcome.value = result.value
    state.value = { state: 'online' }
    emit('welcome', result.value)
  }

  const heard = <Name extends keyof Events>(name: Name, event: Events[Name]): void => {
    if (name === 'connection:ending') ending = event as Failure
    // Events were left out while nothing was read here: what was missed is asked for as after a lost connection (P16).
    if (name === 'events:skipped') void greet()
    emit(name, event as LinkEvents[Name])
  }

  /** Leaves the connection; what it still owed is answered `unreachable`. */
  function drop(): void {
    cancel()
    connection?.close()
    connection = null
    for (const settle of pending) settle(UNREACHABLE)
  }

  function lose(refusal: Failure | undefined = ending): void {
    const opened = state.value.state === 'online'
    drop()
    // Frozen while it opened, a page says hello too late; the next time it says it sooner.
    if (refusal && !refusal.retryable && refusal.code !== 'hello-required') {
      wanted = false
      state.value = { state: 'refused', failure: refusal }
      emit('refused', refusal)
    } else {
      // Whatever failed without a word from the relay may be the transport's fault: the other one goes first next time.
      if (!opened && !refusal) first = first === 'websocket' ? 'polling' : 'websocket'
      const wait = Math.max(backoffMs(++failures, random()), refusal?.retryAfterMs ?? 0)
      state.value = { state: 'waiting', attempt: failures, retryAt: clock.now() + wait }
      cancel = clock.after(wait, attempt)
    }
  }

  /** Before the hello was answered, nothing else may be asked. */
  const request: Link['request'] = (name, payload) => (state.value.state === 'online' ? ask(name, payload) : Promise.resolve(UNREACHABLE))

  function ask<Name extends CommandName>(name: Name, payload: Payload<Name>): Promise<Result<Answer<Name>>> {
    return new Promise((resolve) => {
      const settle = (result: Result<Answer<Name>>): void => {
        pending.delete(settle)
        done()
        resolve(result)
      }
      const done = clock.after(clock.now() - wokeAt < WOKE_MS ? WOKE_MS : ANSWER_MS, () => lose())
      pending.add(settle)
      connection!.request(name, payload, settle)
    })
  }

  async function insist<Name extends CommandName>(name: Name, payload: Payload<Name>): Promise<Result<Answer<Name>>> {
    for (let tries = 1; ; tries++) {
      const mine = connection
      const result = await request(name, payload)
      if (result.ok || !result.failure.retryable || connection !== mine || !mine) return result
      // No longer than the ten seconds in which a client finds what it missed [P8].
      const wait = Math.max(backoffMs(Math.min(tries, 4), random()), result.failure.retryAfterMs ?? 0)
      // A timer that outlives the connection would keep a closed client alive: the drop of the connection settles it too.
      await new Promise<void>((resolve) => {
        const settle = (): void => {
          pending.delete(settle)
          done()
          resolve()
        }
        const done = clock.after(wait, settle)
        pending.add(settle)
      })
      if (connection !== mine) return UNREACHABLE
    }
  }

  const deafen = hints.listen({
    awake() {
      // What has slept may hold a connection that died meanwhile: its next command is not given long.
      wokeAt = clock.now()
      if (wanted && !connection) attempt()
      emit('awake', null)
    },
    hidden() {
      if (wanted) {
        drop()
        state.value = { state: 'idle' }
      }
      emit('hidden', null)
    },
  })

  function shut(): void {
    wanted = false
    drop()
    state.value = { state: 'idle' }
  }

  return {
    state,
    welcome,
    on,
    tell: emit,
    request,
    insist,
    open() {
      if (wanted || state.value.state === 'closed') return
      wanted = true
      attempt()
    },
    shut() {
      if (state.value.state !== 'closed') shut()
    },
    restart() {
      if (!wanted) return
      drop()
      attempt()
    },
    close() {
      shut()
      deafen()
      state.value = { state: 'closed' }
      emit('closed', null)
    },
  }
}
