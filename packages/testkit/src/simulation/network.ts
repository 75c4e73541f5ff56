import type { Attempt, AttemptEvents, Connection, Connector } from '@firsthand/client'
import type { CommandName, Events, EventName, Failure, Result } from '@firsthand/protocol'
import { openPipe } from './pipe.ts'
import { choose, type Dice } from './seeded.ts'
import type { NearEnd, SimulatedRelay, Word } from './simulated-relay.ts'
import type { Weather } from './weather.ts'
import { GRAIN_MS, type Life, type World } from './world.ts'

/** A dead connection is noticed by the heartbeat of Engine.IO after so long: 25 s between pings, 20 s of patience. */
const HEARTBEAT_MS = 45_000
/** A handshake that nobody answers ends by itself after so long, should the client not have given up. */
const SILENCE_MS = 20_000

/** A place clients are at: all of its connections are cut when it goes offline. */
export interface Place {
  readonly name: string
  online: boolean
  /** The member who is signed in there. */
  readonly handle: string | null
}

/** Joins places to relays, as badly as the weather is. */
export interface Network {
  readonly relays: Set<SimulatedRelay>
  /** A connector for one page of a place. */
  connectorOf(place: Place, page: Life): Connector
  /** Breaks connections: loudly both ends hear of it at once, silently only by their heartbeats. */
  cut(which: (wire: Wire) => boolean, how: 'loud' | 'silent'): void
  /** How many pages have not noticed yet that their connection is dead. */
  deadWires(): number
  /** What one relay tells the others. */
  bridge(from: Life): (word: Word) => void
}

/** One connection between a page and a relay. */
export interface Wire {
  readonly place: Place
  readonly page: Life
  readonly relay: Life
}

/** Told of what arrives at clients. */
export interface NetworkWitness {
  tried(place: Place, page: Life, attempt: Attempt): void
  arrived(place: Place, page: Life, name: CommandName, payload: unknown, result: Result<unknown>): void
  sent(place: Place, page: Life, name: CommandName, payload: unknown): void
}

/** What really travels is text. */
const overTheWire = <Value>(value: Value): Value => (value === undefined ? value : (JSON.parse(JSON.stringify(value)) as Value))

/** Makes a {@link Network}. */
export function createNetwork(parts: {
  world: World
  dice: Dice
  weather: () => Weather
  deaf: () => boolean
  witness: NetworkWitness
}): Network {
  const { world, dice, weather, deaf, witness } = parts
  const air = world.begin('network')
  const relays = new Set<SimulatedRelay>()
  const wires = new Map<Wire, (how: 'loud' | 'silent') => void>()
  const dead = new Set<Wire>()
  const delay = (): number => Math.floor(dice() * weather().delayMs)

  function connect(place: Place, page: Life, attempt: Attempt, on: AttemptEvents): Connection {
    let over = false
    let closeFar = (): void => {}
    let sendFar: ((name: CommandName, payload: unknown, answer: (result: Result<never>) => void) => void) | null = null

    function closed(refusal?: Failure): void {
      if (over) return
      over = true
      on.closed(refusal)
    }

    witness.tried(place, page, attempt)
    const roll = dice()
    const up = Array.from(relays).filter((relay) => relay.taking)
    const { refuse, swallow } = weather()
    if (!place.online || up.length === 0 || roll < refuse) page.after(delay(), 'refused', () => closed())
    else if (roll < refuse + swallow) page.after(SILENCE_MS, 'unanswered', () => closed())
    else knock(choose(dice, up))

    function knock(relay: SimulatedRelay): void {
      const toRelay = openPipe(world, relay.life, delay)
      const toPage = openPipe(world, page, delay)
      const answers = new Map<number, (result: Result<unknown>) => void>()
      let near: NearEnd | null = null
      let number = 0
      const wire: Wire = { place, page, relay: relay.life }

      function brokenAt(frame: { cut: boolean }): boolean {
        if (!frame.cut) return false
        breakUp('loud')
        return true
      }
      const fate = (): { cut: boolean } => ({ cut: dice() < weather().cut })

      function breakUp(how: 'loud' | 'silent'): void {
        if (!wires.delete(wire)) return
        if (how === 'loud') {
          toRelay.lose(Math.floor(dice() * 4))
          toPage.lose(Math.floor(dice() * 4))
          page.after(delay(), 'cut', () => closed())
          relay.life.after(delay(), 'cut', () => near?.gone())
          return
        }
        toRelay.lose(0)
        toPage.lose(0)
        dead.add(wire)
        page.after(HEARTBEAT_MS * (0.5 + dice() / 2), 'no pong', () => {
          dead.delete(wire)
          closed()
        })
        relay.life.after(HEARTBEAT_MS * (0.5 + dice() / 2), 'no ping', () => near?.gone())
      }
      wires.set(wire, breakUp)

      const auth = overTheWire(attempt.auth)
      toRelay.push('handshake', () => {
        void relay
          .open(auth, place.handle, {
            tell(name: EventName, event) {
              if (deaf() || brokenAt(fate())) return
              const copy = overTheWire(event)
              toPage.push(name, () => over || on.heard(name, copy as Events[EventName]))
            },
            answer(to, name, result) {
              if (brokenAt(fate())) return
              const copy = overTheWire(result)
              toPage.push(`${name} answer`, () => {
                if (over) return
                const answer = answers.get(to)
                answers.delete(to)
                answer?.(copy)
              })
            },
            close() {
              wires.delete(wire)
              toPage.end('closed', () => closed())
            },
          })
          .then((opened) => {
            if (!opened.ok) {
              wires.delete(wire)
              const refusal = overTheWire(opened.failure)
              return toPage.end('handshake refused', () => closed(refusal))
            }
            near = opened.value
            // Cut, or left, while it was looked at.
            if (!wires.has(wire)) return near.gone()
            toPage.push('opened', () => over || on.opened())
          })
      })

      sendFar = (name, payload, answer) => {
        const mine = ++number
        const copy = overTheWire(payload)
        witness.sent(place, page, name, copy)
        answers.set(mine, (result) => {
          witness.arrived(place, page, name, copy, result)
          answer(result as Result<never>)
        })
        if (brokenAt(fate())) return
        toRelay.push(name, () => near?.command(name, copy, mine))
      }
      closeFar = () => {
        dead.delete(wire)
        if (wires.delete(wire)) toRelay.end('left', () => near?.gone())
        toPage.lose(0)
      }
    }

    return {
      request: (name, payload, answer) => sendFar?.(name, payload, answer),
      close() {
        over = true
        closeFar()
      },
    }
  }

  return {
    relays,
    connectorOf: (place, page) => ({ connect: (attempt, on) => connect(place, page, attempt, on) }),
    cut(which, how) {
      for (const [wire, breakUp] of Array.from(wires)) if (which(wire)) breakUp(how)
    },
    deadWires: () => Array.from(dead).filter(({ page }) => !page.over).length,
    bridge: (from) => (word) => {
      if (!weather().bridge || dice() < weather().bridgeLoss) return
      const copy = overTheWire(word)
      // Its own order is kept: the adapter between relays is one connection too.
      air.at(world.now() + GRAIN_MS, 'bridge', () => {
        for (const relay of relays) if (relay.life !== from) relay.hearNeighbour(copy)
      })
    },
  }
}
