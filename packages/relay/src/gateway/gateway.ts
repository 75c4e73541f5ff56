import { randomUUID } from 'node:crypto'
import { createFailure, failure, type Failure, type HandshakeAuth, type PersonId } from '@firsthand/protocol'
import type { FastifyBaseLogger } from 'fastify'
import { within } from '../operations/within.ts'
import type { Ports } from '../ports.ts'
import { tellPage } from '../presence/tell-page.ts'
import type { Connected } from './connected.ts'
import type { Connection } from './connection.ts'
import type { Command } from './define-command.ts'
import { dismissClients } from './dismiss-clients.ts'
import { createDispatch, readFailureCode, type Refused } from './dispatch.ts'
import type { Authenticate } from './handshake.ts'
import { createPace } from './pace.ts'
import { roomOf } from './socket-fan-out.ts'
import type { RelayServer, RelaySocket } from './socket-server.ts'
import { speakVersions } from './speak-versions.ts'
import { takeCommands } from './take-commands.ts'
import { createSlowReaders } from './watch-readers.ts'
import { answerPacket, writeText } from './write-text.ts'

/** A connection follows so many members at most; the one asked for longest ago goes first. */
const WATCHED = 16

/** Commands under way get so long to finish when the relay closes; Fastify gives the whole of a closing hook ten seconds. */
const FINISH_MS = 7_000

/** Clients get so long to hear that the relay ends. */
const FAREWELL_MS = 1_500

/** What the gateway works on. */
export interface GatewayParts {
  io: RelayServer
  connected: Connected
  ports: Ports
  commands: readonly Command[]
  authenticate: Authenticate
  log: FastifyBaseLogger
}

/** The way in: connections, their handshakes and their commands. */
export interface Gateway {
  /** Every connection that stands, to see what it stands on and to end it. */
  connections(): Iterable<Pick<Connection, 'caller' | 'end'>>
  /** Takes no new command, waits for those under way, tells everybody and closes every connection. */
  close(): Promise<void>
}

/** Lets connections in and their commands through. */
export function openGateway({ io, connected, ports, commands, authenticate, log }: GatewayParts): Gateway {
  let draining = false
  let underWay = 0
  let settle = (): void => undefined

  const report = ({ connection, command, code, error }: Refused): string => {
    const request = randomUUID()
    const { as, person } = connection.caller
    log[error === undefined ? 'debug' : 'error'](
      { request, command, code, as, person, connection: connection.id, err: error },
      'command not done',
    )
    return request
  }
  const dispatch = speakVersions(createDispatch({ commands, ports, report, isDraining: () => draining }))

  const readers = createSlowReaders(io, ports, log)

  // Turned away before Socket.IO knew of it: a page of an origin that no site lists, or no protocol at all.
  io.engine.on('connection_error', ({ code, context }: { code: number; context?: { message?: string } }) => {
    const refused = context?.message === 'origin-refused' ? 'origin-refused' : 'handshake-invalid'
    ports.metrics.handshakeRefused(refused)
    log.debug({ code: refused, engine: code }, 'connection refused')
  })

  io.use((socket, next) => {
    const refuse = (refused: Failure, error?: unknown): void => {
      ports.metrics.handshakeRefused(refused.code)
      const request = randomUUID()
      const { origin } = socket.handshake.headers
      log[error === undefined ? 'info' : 'error']({ request, code: refused.code, origin, err: error }, 'handshake refused')
      next(Object.assign(new Error(refused.code), { data: { ...refused, request } }))
    }
    const prove = async (): Promise<void> => {
      try {
        const proven = draining ? failure('draining') : await authenticate(socket.handshake.auth, socket.request)
        if (!proven.ok) return refuse(proven.failure)
        socket.data.caller = proven.value
        next()
      } catch (error) {
        refuse(createFailure(readFailureCode(error)), error)
      }
    }
    void prove()
  })

  io.on('connection', (socket) => {
    const connection = createConnection(socket)
    const { caller } = connection
    connected.add(caller.person, socket)
    if (caller.as === 'member' && caller.session) void socket.join(roomOf.session(caller.session))
    ports.metrics.connectionOpened(caller.as)
    readers.watch(socket)
    if (caller.as === 'visitor') ports.pages.arrive(caller.person, connection.id)
    const greet = setTimeout(() => {
      if (!connection.greeted) connection.end(createFailure('hello-required'))
    }, ports.limits.helloWithinMs)
    log.debug({ connection: connection.id, as: caller.as, person: caller.person }, 'connected')

    takeCommands(socket, ([name, ...args], id) => {
      underWay += 1
      dispatch(connection, name, args, (result) => {
        if (id !== undefined) writeText(socket, answerPacket(id, result))
        underWay -= 1
        if (underWay === 0) settle()
      })
    })

    socket.on('disconnect', (reason) => {
      clearTimeout(greet)
      readers.leave(socket)
      connected.remove(caller.person, socket)
      ports.metrics.connectionClosed(caller.as)
      if (caller.as === 'member') ports.here.leave(caller.person, connection.id)
      else ports.pages.leave(caller.person, connection.id)
      log.debug({ connection: connection.id, reason }, 'disconnected')
    })
  })

  return {
    *connections() {
      for (const socket of io.of('/').sockets.values()) yield { caller: socket.data.caller, end: (failure) => endSocket(socket, failure) }
    },
    async close() {
      draining = true
      await new Promise<void>((resolve) => {
        if (underWay === 0) return resolve()
        settle = resolve
        ports.clock.after(FINISH_MS, resolve)
      })
      await within(ports.clock, FAREWELL_MS, dismissClients(io))
      readers.close()
      // Not `io.close()`: the HTTP server is the host's to close.
      io.engine.close()
    },
  }
}

/** Says that a visitor left their last page; what goes wrong with it is for the log alone. */
export function createPageFarewell(ports: () => Ports, log: FastifyBaseLogger): (person: PersonId) => void {
  return (person) => {
    tellPage(ports(), person).catch((error: unknown) => log.error({ err: error }, 'could not tell that a visitor left'))
  }
}

function createConnection(socket: RelaySocket): Connection {
  const watched = new Set<PersonId>()
  return {
    id: socket.id,
    caller: socket.data.caller,
    version: (socket.handshake.auth as HandshakeAuth).protocol,
    locale: null,
    greeted: false,
    pace: createPace(),
    watch(person) {
      watched.delete(person)
      watched.add(person)
      void socket.join(roomOf.watchers(person))
      const [oldest] = watched
      if (watched.size <= WATCHED || oldest === undefined) return
      watched.delete(oldest)
      void socket.leave(roomOf.watchers(oldest))
    },
    end: (failure) => endSocket(socket, failure),
  }
}

function endSocket(socket: RelaySocket, failure: Failure): void {
  socket.emit('connection:ending', failure)
  socket.disconnect(true)
}
