import { createFailure, failure, LIMITS, PROTOCOL_VERSION, success } from '@firsthand/protocol'
import type { CommandName, EventName, Failure, HandshakeAuth, PersonId, Result } from '@firsthand/protocol'
import type { Caller } from '../../../relay/src/access/caller.ts'
import { createDirectory } from '../../../relay/src/directory/create-directory.ts'
import { commands } from '../../../relay/src/features/commands.ts'
import type { Connection } from '../../../relay/src/gateway/connection.ts'
import { createDispatch, readFailureCode } from '../../../relay/src/gateway/dispatch.ts'
import type { FanOut } from '../../../relay/src/gateway/fan-out.ts'
import { authenticate } from '../../../relay/src/gateway/handshake.ts'
import { createPace } from '../../../relay/src/gateway/pace.ts'
import { noMetrics } from '../../../relay/src/operations/metrics.ts'
import type { Ports } from '../../../relay/src/ports.ts'
import { createFirstReplies } from '../../../relay/src/presence/first-replies.ts'
import { createHere } from '../../../relay/src/presence/here.ts'
import { createPages } from '../../../relay/src/presence/pages.ts'
import { watchStanding } from '../../../relay/src/cluster/watch-standing.ts'
import { createLosses } from '../../../relay/src/store/restoring/losses.ts'
import { tellPage } from '../../../relay/src/presence/tell-page.ts'
import type { Store } from '../../../relay/src/store/store.ts'
import { SITE } from './site.ts'
import { clockOf, type Life, type World } from './world.ts'

/** What a relay's end of a connection does to the far one; commands and their answers are numbered. */
export interface FarEnd {
  tell(name: EventName, event: unknown): void
  answer(number: number, name: CommandName, result: Result<unknown>): void
  close(): void
}

/** What a client's frames do to the relay. */
export interface NearEnd {
  command(name: CommandName, payload: unknown, number: number): void
  gone(): void
}

/** One process: the relay's own commands and dispatcher, and around them what its edge would be. */
export interface SimulatedRelay {
  readonly life: Life
  readonly taking: boolean
  /** A handshake arrives, of a browser in which this member is signed in. */
  open(auth: HandshakeAuth, handle: string | null, far: FarEnd): Promise<Result<NearEnd>>
  /** What another process committed. */
  hearNeighbour(word: Word): void
  /** SIGTERM: takes nothing new, finishes, and closes every connection. */
  drain(): void
}

/** What one relay lets the others know, as an adapter between them would. */
export type Word =
  | { to: readonly PersonId[]; name: EventName; event: unknown; but: string | undefined }
  | { watchersOf: PersonId; name: EventName; event: unknown }
  | { end: PersonId; failure: Failure }

/** Who looks on. Everything that leaves the relay passes here first. */
export interface RelayWitness {
  told(to: Caller, name: EventName, event: unknown): void
  answered(to: Caller, name: CommandName, payload: unknown, result: Result<unknown>, askedAt: number): void
  bug(error: unknown): void
}

interface Open {
  connection: Connection
  watched: Set<PersonId>
  far: FarEnd
  close(): void
}

/** Starts a process of the relay on a store. */
export async function startRelay(parts: {
  world: World
  life: Life
  store: Store
  formerEpochs: readonly string[]
  neighbours(word: Word): void
  witness: RelayWitness
  /** Breaks it: whoever is connected is told. */
  tellEverybody: boolean
}): Promise<SimulatedRelay> {
  const { world, life, store, formerEpochs, neighbours, witness, tellEverybody } = parts
  const clock = clockOf(world, life, () => 0)
  const directory = await createDirectory(SITE)
  const open = new Set<Open>()
  let draining = false
  let underWay = 0
  let count = 0

  function send({ connection, far }: Open, name: EventName, event: unknown): void {
    witness.told(connection.caller, name, event)
    far.tell(name, event)
  }

  function spread(word: Word): void {
    for (const one of Array.from(open)) {
      const { person } = one.connection.caller
      if ('end' in word) {
        if (person === word.end) one.connection.end(word.failure)
      } else if ('watchersOf' in word) {
        if (one.watched.has(word.watchersOf) || person === word.watchersOf) send(one, word.name, word.event)
      } else if ((tellEverybody || word.to.includes(person)) && one.connection.id !== word.but) send(one, word.name, word.event)
    }
  }

  function say(word: Word): void {
    spread(word)
    neighbours(word)
  }

  const fanOut: FanOut = {
    toPeople: (to, name, event, but) => say({ to, name, event, but }),
    toWatchers: (watchersOf, name, event) => say({ watchersOf, name, event }),
    endPerson: (end, reason) => say({ end, failure: reason }),
    endSession: () => {},
  }
  const here = createHere({
    clock,
    hereMs: LIMITS.hereMs,
    tell: (person, hereUntil) => fanOut.toWatchers(person, 'presence:changed', { person, hereUntil }),
  })
  const pages = createPages({ clock, gone: (person) => void tellPage(ports, person).catch(() => {}) })
  const firstReplies = createFirstReplies({ store, clock })
  const losses = createLosses({
    store,
    formerEpochs,
    openedAt: clock.now(),
    metrics: noMetrics,
    report: () => {},
  })
  watchStanding({
    store,
    clock,
    connections: () => Array.from(open, ({ connection }) => connection),
    members: directory.members.map(({ id }) => id),
    here,
    report: () => {},
  })
  const ports: Ports = { store, clock, directory, here, pages, firstReplies, fanOut, limits: LIMITS, metrics: noMetrics, losses }
  const dispatch = createDispatch({
    commands,
    ports,
    isDraining: () => draining,
    report({ error, code }) {
      if (code === 'internal') witness.bug(error)
      return 'request'
    },
  })

  function connect(caller: Caller, far: FarEnd): NearEnd {
    const watched = new Set<PersonId>()
    const connection: Connection = {
      id: `${life.name}/${++count}`,
      caller,
      version: PROTOCOL_VERSION,
      locale: null,
      greeted: false,
      pace: createPace(),
      watch: (person) => void watched.add(person),
      end(reason) {
        if (!open.has(one)) return
        send(one, 'connection:ending', reason)
        one.close()
      },
    }
    const one: Open = {
      connection,
      watched,
      far,
      close() {
        gone()
        far.close()
      },
    }
    open.add(one)
    if (caller.as === 'visitor') pages.arrive(caller.person, connection.id)
    const greet = clock.after(LIMITS.helloWithinMs, () => {
      if (!connection.greeted) connection.end(createFailure('hello-required'))
    })

    function gone(): void {
      if (!open.delete(one)) return
      greet()
      if (caller.as === 'member') here.leave(caller.person, connection.id)
      else pages.leave(caller.person, connection.id)
    }

    return {
      gone,
      command(name, payload, number) {
        const askedAt = world.now()
        underWay++
        dispatch(connection, name, [payload], (result) => {
          witness.answered(caller, name, payload, result, askedAt)
          underWay--
          far.answer(number, name, result)
          if (draining && underWay === 0) leave()
        })
      },
    }
  }

  function leave(): void {
    for (const one of Array.from(open)) one.connection.end(createFailure('draining'))
  }

  return {
    life,
    get taking() {
      return !draining && !life.over
    },
    async open(auth, handle, far) {
      if (draining) return failure('draining')
      try {
        const proven = await authenticate(auth, { headers: {} } as never, {
          store,
          directory,
          authenticateMember: async () => (handle === null ? null : { handle, expiresAt: null }),
          ownOrigin: () => 'https://relay.example',
        })
        return proven.ok ? success(connect(proven.value, far)) : proven
      } catch (error) {
        const code = readFailureCode(error)
        if (code === 'internal') witness.bug(error)
        return failure(code)
      }
    },
    hearNeighbour: spread,
    drain() {
      draining = true
      if (underWay === 0) leave()
    },
  }
}
