import { createId, createSecret, PROTOCOL_VERSION } from '@firsthand/protocol'
import { expect, onTestFinished, test } from 'vitest'
import { startWire } from '../testing/start-wire.ts'
import { connect, readRefusal } from '../testing/wire-client.ts'
import { WIRE_VERSIONS, type WireVersion } from './wire-versions.ts'

const OLDER = PROTOCOL_VERSION - 1
const about = { url: 'https://acme.example/engine' }

/** A version there never was: it said `words` for `text`, and had a message's number as `number`. */
const madeUp: WireVersion = {
  readPayload(command, payload) {
    if (command !== 'message:send' || typeof payload !== 'object' || payload === null || !('words' in payload)) return payload
    const { words, ...rest } = payload
    return { ...rest, text: words }
  },
  writeAnswer(command, value) {
    if (command !== 'message:send') return value
    const { seq, ...rest } = value as { seq: number }
    return { ...rest, number: seq }
  },
}

function speakOlder(): void {
  const versions = WIRE_VERSIONS as Map<number, WireVersion>
  versions.set(OLDER, madeUp)
  onTestFinished(() => void versions.delete(OLDER))
}

test('[R62] a client of the version before asks, is answered and hears in its own, beside one of the present', async () => {
  speakOlder()
  const wire = await startWire()
  onTestFinished(() => wire.close())
  const device = createId()
  const older = await connect(wire.url, { protocol: OLDER, as: 'visitor', site: 'acme', secret: createSecret(), device })
  expect(older.welcome.protocol).toBe(OLDER)
  const ada = await wire.member('ada')
  expect(ada.welcome.protocol).toBe(PROTOCOL_VERSION)

  const conversation = createId()
  const cid = createId()
  const sent = await older.askAnything('message:send', { conversation, cid, words: 'Hello from before', start: { kind: 'chat', about } })
  expect(sent).toEqual({ ok: true, value: { conversation, cid, number: 1, at: expect.any(Number) as number } })
  await expect(ada.next('entry:committed')).resolves.toMatchObject({ body: { text: 'Hello from before' } })
  const answer = await ada.do('message:send', { conversation, cid: createId(), text: 'Hello back' })
  expect(answer.seq).toBe(2)
  await expect(older.next('entry:committed')).resolves.toMatchObject({ seq: 2, body: { text: 'Hello back' } })
  // The same again, in either version's words, is the same (P2).
  expect(await older.askAnything('message:send', { conversation, cid, words: 'Hello from before' })).toEqual(sent)
  expect(await older.askAnything('message:send', { conversation, cid, text: 'Hello from before' })).toEqual(sent)
})

test('[R62] what a version does not know is refused in that version as in the present one', async () => {
  speakOlder()
  const wire = await startWire()
  onTestFinished(() => wire.close())
  const older = await connect(wire.url, { protocol: OLDER, as: 'visitor', site: 'acme', secret: createSecret(), device: createId() })
  for (const payload of [null, undefined, 'words', { words: 1 }, { conversation: createId(), cid: createId(), words: '' }])
    expect(await older.askAnything('message:send', payload)).toMatchObject({ ok: false, failure: { code: 'payload-invalid' } })
  expect(await older.askAnything('no:command', {})).toMatchObject({ ok: false, failure: { code: 'command-unknown' } })
})

test.each([
  [PROTOCOL_VERSION + 1, 'Update the relay'],
  [OLDER, 'Update the client'],
  [-1, 'Update the client'],
])('[R62] version %d, which is not spoken, is refused with what is and who has to be renewed', async (protocol, advice) => {
  const wire = await startWire()
  onTestFinished(() => wire.close())
  const refusal = await readRefusal(wire.url, { protocol, as: 'visitor', site: 'acme', secret: createSecret(), device: createId() })
  expect(refusal).toMatchObject({ code: 'protocol-unsupported', retryable: false })
  expect((refusal as { message: string }).message).toContain(`speaks protocol ${PROTOCOL_VERSION}, not ${protocol}. ${advice}`)
})
