import type { Agent } from 'node:http'
import {
  SOCKET_PATH,
  type Answer,
  type CommandName,
  type EventName,
  type Events,
  type Failure,
  type HandshakeAuth,
  type Payload,
  type Result,
  type Welcome,
} from '@firsthand/protocol'
import { io, type Socket } from 'socket.io-client'
import type { LogWitness } from './log-witness.ts'

/** How a client of a test comes. */
export interface WireOptions {
  transport?: 'websocket' | 'polling'
  /** Comes through this, from an address of its own, say. */
  agent?: Agent
  /** Sent with the handshake, as a browser or an attacker would. */
  headers?: Record<string, string>
  /** Leaves `hello` to the test. */
  silent?: boolean
  /** Told of all that this client says and of each refusal it gets. */
  witness?: LogWitness
}

/** A client that knows the wire and nothing else. */
export interface WireClient {
  socket: Socket
  welcome: Welcome
  /** Gives a command and answers whatever came back. */
  ask<Name extends CommandName>(name: Name, payload: Payload<Name>): Promise<Result<Answer<Name>>>
  /** The same, for a payload that is not what it should be. */
  askAnything(name: string, ...args: unknown[]): Promise<Result<unknown>>
  /** Gives a command that must not be refused. */
  do<Name extends CommandName>(name: Name, payload: Payload<Name>): Promise<Answer<Name>>
  /** The next event of a kind, from the moment this is called, or one that came before and nobody took. */
  next<Name extends EventName>(name: Name, fits?: (event: Events[Name]) => boolean): Promise<Events[Name]>
  /** Events that came and nobody took. */
  untaken: { name: string; event: unknown }[]
  /** Resolves once the connection is gone. */
  gone: Promise<string>
}

/** Why a handshake was refused. */
export async function readRefusal(url: string, auth: unknown, options: WireOptions = {}): Promise<Failure | string> {
  const socket = open(url, auth, options)
  try {
    return await new Promise((resolve, reject) => {
      socket.once('connect_error', (error: Error & { data?: Failure }) => resolve(error.data ?? error.message))
      socket.once('connect', () => reject(new Error('the handshake was accepted')))
    })
  } finally {
    socket.disconnect()
  }
}

/** Connects, and says hello. */
export async function connect(url: string, auth: HandshakeAuth, options: WireOptions = {}): Promise<WireClient> {
  const socket = open(url, auth, options)
  const untaken: WireClient['untaken'] = []
  const waiting = new Set<(name: string, event: unknown) => boolean>()
  socket.onAny((name: string, event: unknown) => {
    for (const take of waiting) if (take(name, event)) return
    untaken.push({ name, event })
  })
  const gone = new Promise<string>((resolve) => void socket.once('disconnect', resolve))
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })

  options.witness?.saw({ auth, headers: options.headers })
  const askAnything = (name: string, ...args: unknown[]): Promise<Result<unknown>> => {
    options.witness?.saw(args)
    return new Promise((resolve) => {
      socket.emit(name, ...args, (result: Result<unknown>) => {
        options.witness?.got(result)
        resolve(result)
      })
    })
  }
  const ask = <Name extends CommandName>(name: Name, payload: Payload<Name>): Promise<Result<Answer<Name>>> =>
    askAnything(name, payload) as Promise<Result<Answer<Name>>>
  const must = async <Name extends CommandName>(name: Name, payload: Payload<Name>): Promise<Answer<Name>> => {
    const result = await ask(name, payload)
    if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.failure)}`)
    return result.value
  }
  const next = <Name extends EventName>(name: Name, fits: (event: Events[Name]) => boolean = () => true): Promise<Events[Name]> => {
    const index = untaken.findIndex((one) => one.name === name && fits(one.event as Events[Name]))
    if (index >= 0) return Promise.resolve(untaken.splice(index, 1)[0]!.event as Events[Name])
    return new Promise((resolve) => {
      const take = (came: string, event: unknown): boolean => {
        if (came !== name || !fits(event as Events[Name])) return false
        waiting.delete(take)
        resolve(event as Events[Name])
        return true
      }
      waiting.add(take)
    })
  }
  const welcome = options.silent ? ({} as Welcome) : await must('hello', { inbox: null, open: [] })
  return { socket, welcome, ask, askAnything, do: must, next, untaken, gone }
}

function open(url: string, auth: unknown, { transport = 'websocket', headers = {}, agent }: WireOptions): Socket {
  return io(url, {
    path: SOCKET_PATH,
    transports: [transport],
    auth: auth as Record<string, unknown>,
    extraHeaders: headers,
    // In Node it is an agent, whatever the types, which are a browser's, say.
    ...(agent && ({ agent } as object)),
    reconnection: false,
    forceNew: true,
  })
}
