import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createId } from '@firsthand/protocol'
import { expect, test } from 'vitest'
import type { RelayConfigInput } from '../config.ts'
import { createRelay } from '../create-relay.ts'
import { startWire, WIRE_CONFIG } from '../testing/start-wire.ts'
import { connect, readRefusal } from '../testing/wire-client.ts'

const start = { kind: 'chat', about: { url: 'https://acme.example/engine' } } as const

async function readMetrics(url: string): Promise<Map<string, number>> {
  const lines = (await (await fetch(url)).text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]))
}

test('what happens on the wire is counted, and read on a listener of its own', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'firsthand-metrics-'))
  const relay = await createRelay({
    config: { ...structuredClone(WIRE_CONFIG as unknown as RelayConfigInput), dataFolder, logLevel: 'silent', metrics: { port: 0 } },
  })
  const url = await relay.listen()
  const at = relay.metricsUrl!
  expect(new URL(at)).toMatchObject({ hostname: '127.0.0.1', pathname: '/metrics' })
  expect(new URL(at).port).not.toBe(new URL(url).port)

  await fetch(`${url}/v1/socket/?EIO=4&transport=polling`, { headers: { origin: 'https://evil' } })
  await fetch(`${url}/v1/socket/?EIO=4&transport=polling&sid=nobody`)
  const secret = 'x'.repeat(43)
  await readRefusal(url, { protocol: 1, as: 'visitor', site: 'nowhere', secret, device: createId() })
  const visitor = await connect(url, { protocol: 1, as: 'visitor', site: 'acme', secret, device: createId() })
  const message = { conversation: createId(), cid: createId(), text: 'Hi', start }
  await visitor.do('message:send', message)
  await visitor.do('message:send', message)
  await visitor.askAnything('message:send', { nonsense: true })
  const { conversation } = message
  const { head } = await visitor.do('conversation:sync', { conversation, before: null })
  await visitor.do('conversation:sync', { conversation, after: { ...head, seq: 0, cid: null } })
  await visitor.do('conversation:sync', { conversation, after: head })
  await visitor.askAnything('conversation:sync', { conversation, after: { ...head, cid: createId() } })
  // Most cursors are given up at a hello: nobody reads after one that it found diverged.
  await visitor.do('hello', { inbox: 'nonsense', open: [{ ...head, cid: createId() }, head] })

  const read = await readMetrics(at)
  expect(Object.fromEntries([...read].filter(([name]) => !name.includes('_bucket')))).toMatchObject({
    'firsthand_connections{role="visitor"}': 1,
    'firsthand_connections_opened_total{role="visitor"}': 1,
    'firsthand_handshakes_refused_total{code="site-unknown"}': 1,
    'firsthand_handshakes_refused_total{code="origin-refused"}': 1,
    'firsthand_handshakes_refused_total{code="handshake-invalid"}': 1,
    'firsthand_commands_total{command="hello",outcome="ok"}': 2,
    'firsthand_commands_total{command="message:send",outcome="ok"}': 2,
    'firsthand_commands_total{command="message:send",outcome="payload-invalid"}': 1,
    'firsthand_commands_total{command="conversation:sync",outcome="ok"}': 3,
    'firsthand_commands_total{command="conversation:sync",outcome="diverged"}': 1,
    firsthand_acks_total: 2,
    firsthand_outbox_retries_total: 1,
    'firsthand_heals_total{how="log"}': 1,
    'firsthand_heals_total{how="diverged"}': 3,
    firsthand_draining: 0,
  })
  expect(read.get('firsthand_commit_batch_writes_count')).toBeGreaterThan(0)
  expect(read.get('firsthand_commit_duration_seconds_count')).toBe(read.get('firsthand_commit_batch_writes_count'))
  expect(read.get('firsthand_command_duration_seconds_count')).toBe(9)
  expect([...read.keys()].some((name) => name.startsWith('nodejs_eventloop_lag'))).toBe(true)
  expect([...read.keys()].some((name) => name.startsWith('firsthand_redis_up'))).toBe(false)

  expect((await fetch(new URL('/', at))).status).toBe(404)
  expect((await fetch(new URL('/readyz', at))).status).toBe(404)
  expect((await fetch(at, { method: 'POST' })).status).toBe(405)
  expect((await fetch(new URL('/metrics', url))).status).toBe(404)
  await relay.close()
  await expect(fetch(at)).rejects.toThrow('fetch failed')
  await rm(dataFolder, { recursive: true })
})

test('a relay that is not told of metrics serves none', async () => {
  const wire = await startWire()
  expect(wire.relay.metricsUrl).toBe(null)
  await wire.close()
})

test('a port for metrics that is taken is said at once', async () => {
  const wire = await startWire({ config: { metrics: { port: 0 } } })
  const port = Number(new URL(wire.relay.metricsUrl!).port)
  await expect(startWire({ config: { metrics: { port } } })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await wire.close()
})
