import { createId } from '@firsthand/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWire, type Wire } from '../testing/start-wire.ts'
import type { WireClient } from '../testing/wire-client.ts'

let wire: Wire
let visitor: WireClient
let ada: WireClient
beforeAll(async () => {
  wire = await startWire()
  visitor = await wire.visitor({ headers: { 'user-agent': '<script>1</script>', referer: 'https://acme.example/<script>2</script>' } })
  ada = await wire.member('ada')
})
afterAll(() => wire.close())

const about = { url: 'https://acme.example/engine' }

/** What the owner is shown of a conversation begun like this. */
async function begin(
  text: string,
  more: { name?: string; page?: { url: string; title: string } } = {},
): Promise<{ conversation: string; text: unknown }> {
  const conversation = createId()
  await visitor.do('message:send', { conversation, cid: createId(), text, start: { kind: 'chat', about, ...more } })
  const { entries } = await ada.do('conversation:sync', { conversation, before: null })
  return { conversation, text: (entries[0]!.body as { text: string }).text }
}

test('[A1] markup in a name is the text of a name', async () => {
  const name = '"><img src=x onerror=alert(1)>'
  const { conversation } = await begin('Hi')
  await visitor.do('name:give', { conversation, cid: createId(), name })
  const { participants } = await ada.do('conversation:read', { conversation })
  expect(participants.find(({ role }) => role === 'visitor')!.person.name).toBe(name)
})

test.each([
  '<svg onload=alert(1)>',
  '<iframe srcdoc="<script>1</script>">',
  '[x](javascript:alert(1))',
  'java\tscript:alert(1)',
  'data:text/html,x',
])('[A2] [A5] [A6] the message %j stays the text it is', async (text) => {
  await expect(begin(text)).resolves.toMatchObject({ text })
})

test('[A3] [A4] neither user agent nor referrer is kept, and markup in a page title is the text of a title', async () => {
  const page = { url: 'https://acme.example/engine', title: '</title><script>1</script>' }
  const { conversation } = await begin('Hi', { page })
  const listed = await ada.do('conversation:read', { conversation })
  expect(listed.page).toEqual(page)
  const { person } = listed.participants.find(({ role }) => role === 'visitor')!
  const facts = JSON.stringify(await ada.do('facts:read', { person: person.id }))
  expect(facts).not.toContain('<script>')
})

test.each<unknown>([{ constructor: null, type: 'img', props: {} }, { type: 'img', props: { onerror: 'alert(1)' } }, ['x'], 1, true, null])(
  '[A7] %j where a text is due is refused by the schema',
  async (text) => {
    const answer = await visitor.askAnything('message:send', {
      conversation: createId(),
      cid: createId(),
      text,
      start: { kind: 'chat', about },
    })
    expect(answer).toMatchObject({ ok: false, failure: { code: 'payload-invalid', at: '/text' } })
  },
)

test('[A11] what turns the reading direction round is taken out, and so are other control characters', async () => {
  await expect(begin('exe.\u202Egnp\u0000\u0007\u001B[31m\r\nnext\tcell')).resolves.toMatchObject({ text: 'exe.gnp[31m\nnext\tcell' })
})

test("[A12] a visitor who calls themselves like the owner has no member's marks", async () => {
  const conversation = createId()
  const someone = await wire.visitor()
  const start = { kind: 'chat', about, name: '\u200BAda Lovelace\u2066' } as const
  await someone.do('message:send', { conversation, cid: createId(), text: 'Hi', start })
  const { participants } = await ada.do('conversation:read', { conversation })
  expect(participants.find(({ role }) => role === 'visitor')!.person).toMatchObject({
    name: 'Ada Lovelace',
    kind: 'anonymous',
    title: null,
    face: null,
  })
})

test('[A13] five thousand combining marks are too long a name, and eighty are clipped', async () => {
  const { conversation } = await begin('Hi')
  const long = await visitor.ask('name:give', { conversation, cid: createId(), name: `e${'\u0301'.repeat(5_000)}` })
  expect(long).toMatchObject({ failure: { code: 'payload-invalid', at: '/name' } })
  await visitor.do('name:give', { conversation, cid: createId(), name: `e${'\u0301'.repeat(79)}` })
  const { participants } = await ada.do('conversation:read', { conversation })
  expect(participants.find(({ role }) => role === 'visitor')!.person.name).toBe(`e${'\u0301'.repeat(4)}`.normalize('NFD'))
})

test.each(['', '   ', '\n\n', '\u0000\u202E', '\u200B'])('a message of nothing to read, %j, is refused', async (text) => {
  const answer = await visitor.askAnything('message:send', {
    conversation: createId(),
    cid: createId(),
    text,
    start: { kind: 'chat', about },
  })
  expect(answer).toMatchObject({ ok: false, failure: { code: 'payload-invalid', at: '/text' } })
})

test('a message is as long as the limit says and no longer, counted as JavaScript counts', async () => {
  await expect(begin('é'.repeat(10_000))).resolves.toBeTruthy()
  const answer = await visitor.ask('message:send', {
    conversation: createId(),
    cid: createId(),
    text: '🙂'.repeat(5_001),
    start: { kind: 'chat', about },
  })
  expect(answer).toMatchObject({ failure: { code: 'payload-invalid', at: '/text' } })
})
