import type { CommandName, Failure, Result } from '@firsthand/protocol'
import type { Attempt, Connector } from '../link/connector.ts'
import type { Clock } from '../clock.ts'
import type { ModelRelay, RelayConnection } from './model-relay.ts'

/** What becomes of one frame: how often it arrives (0: never), after how long, and whether the connection breaks in its place. */
export interface Fate {
  copies: number
  delayMs: number
  cut: boolean
}

/** Decides about each frame. `kind` says which way it goes. */
export type Fates = (frame: { kind: 'command' | 'answer' | 'event'; name: string }) => Fate

/** The wires between clients and a {@link ModelRelay}, in one process. */
export interface Network {
  connector: Connector
  /** Every try, in order. */
  readonly attempts: Attempt[]
  /** While false, nothing connects: tries end without an answer from the relay. */
  up: boolean
  /** While true, tries get no answer at all, and open connections carry nothing: half-open. */
  swallow: boolean
  fates: Fates
  /** Cuts every open connection. */
  cut(): void
}

/** A frame that simply arrives. */
export const ARRIVES: Fate = { copies: 1, delayMs: 1, cut: false }

/** Joins clients to a relay. The clock drives the wire too; commands of one connection keep their order, events may overtake each other. */
export function createNetwork(relay: ModelRelay, clock: Clock): Network {
  const cuts = new Set<() => void>()

  const network: Network = {
    attempts: [],
    up: true,
    swallow: false,
    fates: () => ARRIVES,
    cut() {
      for (const cut of Array.from(cuts)) cut()
    },
    connector: {
      connect(attempt, on) {
        network.attempts.push(attempt)
        let over = false
        let here: RelayConnection | undefined
        let busyUntil = 0

        function leave(): void {
          over = true
          cuts.delete(cut)
          if (here) relay.connections.delete(here)
        }

        function cut(refusal?: Failure): void {
          if (over) return
          leave()
          on.closed(refusal)
        }

        /** Carries a frame as the network's fates have it. */
        function carry(kind: 'command' | 'answer' | 'event', name: string, deliver: () => void): void {
          if (network.swallow || over) return
          const fate = network.fates({ kind, name })
          let delayMs = fate.delayMs
          if (kind === 'command') {
            busyUntil = Math.max(busyUntil, clock.now() + delayMs)
            delayMs = busyUntil - clock.now()
          }
          for (let copy = 0; copy < fate.copies; copy++) clock.after(delayMs, () => over || deliver())
          if (fate.cut) clock.after(delayMs, () => cut())
        }

        if (!network.swallow) {
          cuts.add(cut)
          clock.after(1, () => {
            if (over) return
            if (!network.up) return cut()
            const accepted = relay.accept(attempt.auth, {
              tell: (name, event) => carry('event', name, () => on.heard(name, event)),
              end: (refusal) => cut(refusal),
            })
            if (!accepted.ok) return cut(accepted.failure)
            here = accepted.value
            on.opened()
          })
        }

        return {
          request(name: CommandName, payload: unknown, answer: (result: Result<never>) => void) {
            const sent = structuredClone(payload)
            carry('command', name, () => {
              if (!here) return
              const result = relay.command(here, name, sent as never)
              carry('answer', name, () => answer(structuredClone(result) as Result<never>))
            })
          },
          close: leave,
        }
      },
    },
  }
  return network
}
