import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  createClient,
  createMemoryKeep,
  createSocketIoConnector,
  type Client,
  type ConversationModel,
  type MessageItem,
} from '@firsthand/client'
import { PROTOCOL_VERSION } from '@firsthand/protocol'
import { memberId } from '@firsthand/relay'
import type { ReadonlySignal } from '@preact/signals'
import { describe, expect, onTestFinished, test } from 'vitest'
import { WIRE_VERSIONS, type WireVersion } from '../../../relay/src/gateway/wire-versions.ts'
import { startWire } from '../../../relay/src/testing/start-wire.ts'
import { startTestRelay, type TestRelay } from '../relay/start-test-relay.ts'

/** What a release's client can do, for as long as it is spoken with; later ones have it, too. */
interface Release {
  createClient: typeof createClient
  createMemoryKeep: typeof createMemoryKeep
  createSocketIoConnector: typeof createSocketIoConnector
}

const present: Release = { createClient, createMemoryKeep, createSocketIoConnector }
const kept = readdirSync(import.meta.dirname).filter((name) => /^\d+\.\d+\.\d+$/.test(name))
const importRelease = async (name: string): Promise<Release> => (await import(join(import.meta.dirname, name, 'client.js'))) as Release

const about = { subject: 'engine', url: 'https://acme.example/engine' }
const origin = 'https://acme.example'

async function openRelay(): Promise<TestRelay> {
  const subject = { key: 'engine', kind: 'product', title: 'The engine', url: about.url, owner: 'ada' }
  const relay = await startTestRelay({
    config: {
      members: [{ handle: 'ada', name: 'Ada Lovelace' }],
      sites: [{ key: 'acme', name: 'Acme', origins: [origin], fallback: 'ada', subjects: [subject] }],
    },
  })
  onTestFinished(() => relay.close())
  return relay
}

function open({ createClient, createMemoryKeep, createSocketIoConnector }: Release, url: string, headers: Record<string, string>): Client {
  const client = createClient({
    relay: url,
    identity: headers['cookie'] ? { as: 'member', person: memberId('ada') } : { as: 'visitor', site: 'acme' },
    keep: createMemoryKeep(),
    connector: createSocketIoConnector(url, { headers }),
  })
  onTestFinished(() => client.close())
  client.connect()
  return client
}

async function openOwner(release: Release, relay: TestRelay): Promise<Client> {
  const token = (await relay.createSignInLink('ada')).split('=').at(-1)
  const answer = await fetch(`${relay.url}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  return open(release, relay.url, { cookie: answer.headers.getSetCookie()[0]!.split(';')[0]!, origin: relay.url })
}

/** Resolves once a signal holds what is waited for. Each release has signals of its own making. */
function until<Value>(signal: ReadonlySignal<Value>, holds: (value: Value) => boolean): Promise<Value> {
  return new Promise((resolve) => {
    const end = signal.subscribe((value) => {
      if (!holds(value)) return
      resolve(value)
      queueMicrotask(() => end())
    })
  })
}

const sees = (conversation: ConversationModel, texts: (string | null)[]): Promise<unknown> =>
  until(conversation.timeline, (items) => {
    const messages = items.filter((item): item is MessageItem => item.kind === 'message')
    return messages.length === texts.length && messages.every((item, index) => item.seq !== null && item.text === texts[index])
  })

test('the client of each release is kept', () => {
  expect(kept).toContain('0.1.0')
})

const pairs = kept.flatMap((name) => [
  { visitor: name, owner: 'present' },
  { visitor: 'present', owner: name },
])

describe.each(pairs)('a visitor with the $visitor client and an owner with the $owner one', ({ visitor, owner }) => {
  const releaseOf = (name: string): Promise<Release> => (name === 'present' ? Promise.resolve(present) : importRelease(name))

  test('talk over this relay, with an edit, a deletion, a restart and what was said meanwhile', async () => {
    const relay = await openRelay()
    const asking = open(await releaseOf(visitor), relay.url, { origin })
    const answering = await openOwner(await releaseOf(owner), relay)
    const said = asking.startConversation(about)
    await said.send('Does it compute?')
    await until(answering.inbox.conversations, (list) => list.length === 1)
    const there = answering.openConversation(said.id)
    await sees(there, ['Does it compute?'])
    await there.send('It does.')
    await sees(said, ['Does it compute?', 'It does.'])

    const [first] = said.timeline.value.filter((item): item is MessageItem => item.kind === 'message')
    await said.edit(first!.cid, 'Does it really compute?')
    await sees(there, ['Does it really compute?', 'It does.'])

    await relay.kill()
    void said.send('Are you there?')
    await relay.restart()
    await sees(there, ['Does it really compute?', 'It does.', 'Are you there?'])
    await sees(said, ['Does it really compute?', 'It does.', 'Are you there?'])
    expect(asking.unsent.value).toBe(0)
  })
})

test('[R62] this client is told well by a relay that speaks an older version alone, and stops', async () => {
  const versions = WIRE_VERSIONS as Map<number, WireVersion>
  const standing = versions.get(PROTOCOL_VERSION)!
  versions.delete(PROTOCOL_VERSION)
  versions.set(PROTOCOL_VERSION - 1, standing)
  onTestFinished(() => {
    versions.delete(PROTOCOL_VERSION - 1)
    versions.set(PROTOCOL_VERSION, standing)
  })
  const wire = await startWire()
  onTestFinished(() => wire.close())
  const client = open(present, wire.url, { origin })
  const { state, failure } = (await until(client.connection, (now) => now.state === 'refused')) as {
    state: string
    failure: { code: string; message: string }
  }
  expect(state).toBe('refused')
  expect(failure.code).toBe('protocol-unsupported')
  expect(failure.message).toContain('Update the relay')
  // What is said stays with whoever said it.
  const said = client.startConversation(about)
  void said.send('Kept')
  await until(said.timeline, (items) => items.some((item) => item.kind === 'message' && item.text === 'Kept'))
})
