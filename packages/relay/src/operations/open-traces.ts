import { context, propagation, SpanKind, trace, type Span, type Tracer } from '@opentelemetry/api'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Command } from '../gateway/define-command.ts'
import type { FanOut } from '../gateway/fan-out.ts'
import type { Authenticate } from '../gateway/handshake.ts'
import type { Store } from '../store/store.ts'
import { findTracer } from './find-tracer.ts'
import { inSpan } from './in-span.ts'

/** Puts spans around the parts of a relay, each of which does what it did. */
export interface Traces {
  /** `handshake`: who opens a connection is found out. */
  authenticate(authenticate: Authenticate): Authenticate
  /** `command <name>`: one command, with its append and fan-out below it. */
  commands(commands: readonly Command[]): readonly Command[]
  /** `append`: from the moment the store is asked until everything is on disk. */
  store(store: Store): Store
  /** `fan-out`: an event is handed to everybody's connections. */
  fanOut(fanOut: FanOut): FanOut
  /** `GET /v1/card` and so on: each request to the routes of a scope. */
  routes(scope: FastifyInstance): void
}

/**
 * Traces for whichever OpenTelemetry SDK the process was started with. Where there is none every part stays the very one it was, and a
 * message takes the way it would take if traces had never been thought of.
 */
export function openTraces(tracer: Tracer | null = findTracer()): Traces {
  if (tracer === null) return UNTRACED
  return {
    authenticate: (authenticate) => traceAuthenticate(tracer, authenticate),
    commands: (commands) => commands.map((command) => traceCommand(tracer, command)),
    store: (store) => traceStore(tracer, store),
    fanOut: (fanOut) => traceFanOut(tracer, fanOut),
    routes: (scope) => traceRoutes(tracer, scope),
  }
}

const UNTRACED: Traces = {
  authenticate: (authenticate) => authenticate,
  commands: (commands) => commands,
  store: (store) => store,
  fanOut: (fanOut) => fanOut,
  routes: () => undefined,
}

function traceAuthenticate(tracer: Tracer, authenticate: Authenticate): Authenticate {
  return (auth, request) =>
    inSpan(tracer, { name: 'handshake', kind: SpanKind.SERVER, within: propagation.extract(context.active(), request.headers) }, () =>
      authenticate(auth, request),
    )
}

function traceCommand(tracer: Tracer, command: Command): Command {
  return {
    ...command,
    run: (call) =>
      inSpan(tracer, { name: `command ${command.name}`, kind: SpanKind.SERVER }, () => {
        const given = call as { afterAnswer(act: () => void): void }
        const here = context.active()
        return command.run({ ...given, afterAnswer: (act: () => void) => given.afterAnswer(context.bind(here, act)) })
      }),
  }
}

function traceStore(tracer: Tracer, store: Store): Store {
  const append: Store['append'] = (request) =>
    inSpan(tracer, { name: 'append', attributes: { 'firsthand.entry': request.type } }, () => store.append(request))
  // What the store reads afresh, such as its epoch, is read afresh here as well.
  return Object.defineProperties({} as Store, { ...Object.getOwnPropertyDescriptors(store), append: { value: append, enumerable: true } })
}

function traceFanOut(tracer: Tracer, fanOut: FanOut): FanOut {
  const around = (event: string, work: () => void): void => {
    const span = tracer.startSpan('fan-out', { kind: SpanKind.PRODUCER, attributes: { 'firsthand.event': event } })
    work()
    span.end()
  }
  return {
    ...fanOut,
    toPeople: (people, name, event, but) => around(name, () => fanOut.toPeople(people, name, event, but)),
    toWatchers: (person, name, event) => around(name, () => fanOut.toWatchers(person, name, event)),
  }
}

function traceRoutes(tracer: Tracer, scope: FastifyInstance): void {
  const spans = new WeakMap<FastifyRequest, Span>()
  scope.addHook('onRequest', (request, _, done) => {
    const { method, routeOptions, headers } = request
    // Whoever instruments the server itself has opened a span for the request already.
    const standing = trace.getActiveSpan() !== undefined
    const within = standing ? context.active() : propagation.extract(context.active(), headers)
    const route = routeOptions.url ?? 'none'
    const attributes = { 'http.request.method': method, 'http.route': route }
    const span = tracer.startSpan(`${method} ${route}`, { attributes, kind: standing ? SpanKind.INTERNAL : SpanKind.SERVER }, within)
    spans.set(request, span)
    context.with(trace.setSpan(within, span), done)
  })
  scope.addHook('onResponse', async (request, { statusCode }) => {
    const span = spans.get(request)
    span?.setAttribute('http.response.status_code', statusCode)
    span?.end()
  })
}
