import { context, propagation, trace } from '@opentelemetry/api'
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor, type ReadableSpan } from '@opentelemetry/sdk-trace-node'
import { createId, createSecret } from '@firsthand/protocol'
import { afterEach, expect, test } from 'vitest'
import { startWire } from '../testing/start-wire.ts'
import { findTracer } from './find-tracer.ts'
import { openTraces } from './open-traces.ts'

const start = { kind: 'chat', about: { url: 'https://acme.example/engine' } } as const

afterEach(() => {
  trace.disable()
  context.disable()
  propagation.disable()
})

function startTracing(): InMemorySpanExporter {
  const exporter = new InMemorySpanExporter()
  new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register()
  return exporter
}

test('without an SDK there is no tracer, and every part stays the very one it was', () => {
  expect(findTracer()).toBe(null)
  const traces = openTraces()
  const commands: never[] = []
  expect(traces.commands(commands)).toBe(commands)
})

test('with one, a message leaves the spans of its way, and none has what was said', async () => {
  const exporter = startTracing()
  const wire = await startWire()
  const secret = createSecret()
  const ada = await wire.member('ada')
  const visitor = await wire.visitor({ secret })
  const conversation = createId()
  exporter.reset()
  await visitor.do('message:send', { conversation, cid: createId(), text: 'My password is hunter2', start })
  await ada.next('entry:committed')
  await visitor.ask('conversation:read', { conversation: createId() })

  const spans = exporter.getFinishedSpans()
  const find = (name: string): ReadableSpan => spans.find((span) => span.name === name)!
  const command = find('command message:send')
  expect(command.attributes).toEqual({ 'firsthand.outcome': 'ok' })
  expect(find('append').attributes).toEqual({ 'firsthand.entry': 'message', 'firsthand.outcome': 'ok' })
  expect(find('fan-out').attributes).toEqual({ 'firsthand.event': 'entry:committed' })
  for (const below of ['append', 'fan-out']) expect(find(below).parentSpanContext?.spanId).toBe(command.spanContext().spanId)

  const card = await fetch(`${wire.url}/v1/card?site=acme&url=https://acme.example/engine?token=hunter2`, {
    headers: { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
  })
  expect(card.status).toBe(200)
  await expect.poll(() => exporter.getFinishedSpans().some(({ name }) => name === 'GET /v1/card')).toBe(true)
  const route = exporter.getFinishedSpans().find(({ name }) => name === 'GET /v1/card')!
  expect(route.attributes).toEqual({ 'http.request.method': 'GET', 'http.route': '/v1/card', 'http.response.status_code': 200 })
  expect(route.spanContext().traceId).toBe('0af7651916cd43dd8448eb211c80319c')
  await wire.visitor({ secret })
  const handshakes = exporter.getFinishedSpans().filter(({ name }) => name === 'handshake')
  expect(handshakes.map(({ attributes }) => attributes)).toEqual([{ 'firsthand.outcome': 'ok' }])

  const told = JSON.stringify(
    exporter.getFinishedSpans().map(({ name, attributes, status, events }) => ({ name, attributes, status, events })),
  )
  for (const kept of ['hunter2', secret, conversation]) expect(told).not.toContain(kept)
  await wire.close()
})
