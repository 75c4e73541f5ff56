import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createId, createSecret, type ClientId, type Entry, type LogCursor } from '@firsthand/protocol'
import { expect, test } from 'vitest'
import { startWire, type Wire } from '../../testing/start-wire.ts'
import type { WireClient } from '../../testing/wire-client.ts'
import { createTestFolder } from '../contract/test-folder.ts'
import { backupDatabase } from '../keeping/backup-database.ts'
import { restoreDatabase } from '../keeping/restore-database.ts'
import { DATABASE_FILE, openStore } from '../open-store.ts'

const start = { kind: 'chat', about: { url: 'https://acme.example/engine' } } as const
const textsOf = (entries: readonly Entry[]): unknown[] =>
  entries.filter(({ type }) => type === 'message').map(({ body }) => body && 'text' in body && body.text)

/** A relay on a folder that can be ended and begun again. */
async function openRelay(dataFolder: string): Promise<Wire> {
  return startWire({ store: await openStore({ dataFolder }) })
}

/** What a client that keeps the wire's rules keeps of what it said: the commands that were acknowledged, in their order. */
interface Said {
  conversation: string
  cid: ClientId
  text: string
  start: typeof start
}

/** A visitor who says two things before the backup and two after it, and an owner who answers once after it. */
async function tellStory(dataFolder: string, backUp: () => Promise<unknown>) {
  const secret = createSecret()
  const conversation = createId()
  const said: Said[] = []
  const say = async (visitor: WireClient, text: string): Promise<Said> => {
    const message = { conversation, cid: createId(), text, start }
    await visitor.do('message:send', message)
    said.push(message)
    return message
  }
  const wire = await openRelay(dataFolder)
  const visitor = await wire.visitor({ secret })
  await say(visitor, 'One')
  await say(visitor, 'Two')
  await backUp()
  await say(visitor, 'Three')
  const unsaid = await say(visitor, 'Regretted')
  const ada = await wire.member('ada')
  const answer = { conversation, cid: createId(), text: 'An answer' }
  await ada.do('message:send', answer)
  const deletion = { conversation, cid: createId(), target: unsaid.cid }
  await visitor.do('message:delete', deletion)
  const { head } = await visitor.do('conversation:sync', { conversation, before: null })
  const { cursor: inbox } = await ada.do('inbox:read', {})
  await wire.close()
  return { secret, conversation, said, unsaid, answer, deletion, head, inbox }
}

/** What R61 asks of a client: the cursors first, then everything acknowledged again, in its order. */
async function comeBack(wire: Wire, { secret, head, said }: { secret: string; head: LogCursor; said: readonly Said[] }) {
  const visitor = await wire.visitor({ secret, silent: true })
  const welcome = await visitor.do('hello', { inbox: null, open: [head] })
  for (const message of said) await visitor.do('message:send', message)
  return { visitor, welcome }
}

const ways: [name: string, make: (folder: string) => { backUp: () => Promise<unknown>; putBack: () => Promise<unknown> }][] = [
  [
    'by the command',
    (folder) => ({
      backUp: () => backupDatabase({ dataFolder: folder, to: join(folder, 'backup.sqlite') }),
      putBack: () => restoreDatabase({ dataFolder: folder, from: join(folder, 'backup.sqlite') }),
    }),
  ],
  [
    'by copying the file back',
    (folder) => ({
      backUp: () => backupDatabase({ dataFolder: folder, to: join(folder, 'backup.sqlite') }),
      putBack: async () => copyFileSync(join(folder, 'backup.sqlite'), join(folder, DATABASE_FILE)),
    }),
  ],
]

for (const [name, make] of ways) {
  test(`[P13] [F14] a database put back ${name} is noticed, and what its clients still hold comes back once`, async () => {
    const folder = createTestFolder()
    const { backUp, putBack } = make(folder)
    const story = await tellStory(folder, backUp)
    await putBack()

    const wire = await openRelay(folder)
    const { visitor, welcome } = await comeBack(wire, { ...story, said: story.said.filter((message) => message !== story.unsaid) })
    expect(welcome.heads).toMatchObject([{ state: 'diverged', head: { seq: 2 } }])
    const ada = await wire.member('ada', { silent: true })
    const greeted = await ada.do('hello', { inbox: story.inbox, open: [story.head] })
    expect(greeted.heads).toMatchObject([{ state: 'diverged' }])
    // Which of the two depends on what both pasts had been stamped with; either has her read it anew.
    expect(['behind', 'diverged']).toContain(greeted.inbox)
    await ada.do('message:send', story.answer)
    // Again, as after a lost answer: nothing twice.
    await ada.do('message:send', story.answer)
    for (const message of story.said.slice(0, 3)) await visitor.do('message:send', message)

    const { entries } = await visitor.do('conversation:sync', { conversation: story.conversation, before: null })
    expect(textsOf(entries)).toEqual(['One', 'Two', 'Three', 'An answer'])
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
    // Who heals nothing hears of it: the deleted message and its deletion are what nobody brought back.
    expect(wire.log.filter((line) => line.includes('has seen more of a conversation'))).toHaveLength(1)
    await wire.close()
  })
}

for (const [name, make] of ways) {
  test(`[P13] [P14] [A46] what was deleted after the backup stays deleted in a database put back ${name}, whoever sends it again`, async () => {
    const folder = createTestFolder()
    const { backUp, putBack } = make(folder)
    const story = await tellStory(folder, backUp)
    await putBack()

    const wire = await openRelay(folder)
    const ada = await wire.member('ada')
    // A device that slept through the deletion sends everything it has.
    const { visitor } = await comeBack(wire, story)
    const { entries } = await visitor.do('conversation:sync', { conversation: story.conversation, before: null })
    expect(textsOf(entries)).toEqual(['One', 'Two', 'Three', null])
    expect(entries.at(-1)).toMatchObject({ type: 'message-deleted', cid: story.deletion.cid, body: { target: 4 } })
    await expect(visitor.do('message:delete', story.deletion)).resolves.toMatchObject({ seq: 5 })
    expect(JSON.stringify(ada.untaken)).not.toContain('Regretted')
    await wire.close()
    expect(readFileSync(join(folder, DATABASE_FILE)).includes('Regretted')).toBe(false)
  })
}

for (const [name, make] of ways) {
  test(`[P13] [P14] [A46] what was deleted after the backup and is in it is erased again, put back ${name}`, async () => {
    const folder = createTestFolder()
    const backup = join(folder, 'backup.sqlite')
    const { backUp, putBack } = make(folder)
    const secret = createSecret()
    const conversation = createId()
    const first = await openRelay(folder)
    const visitor = await first.visitor({ secret })
    const cid = createId()
    await visitor.do('message:send', { conversation, cid, text: 'Regretted', start })
    await visitor.do('message:edit', { conversation, cid: createId(), target: cid, text: 'Regretted more' })
    await backUp()
    await visitor.do('message:delete', { conversation, cid: createId(), target: cid })
    await first.close()
    expect(readFileSync(backup).includes('Regretted')).toBe(true)

    await putBack()
    const second = await openRelay(folder)
    const again = await second.visitor({ secret })
    const { entries } = await again.do('conversation:sync', { conversation, before: null })
    expect(entries.map(({ type, body }) => [type, body])).toEqual([
      ['message', null],
      ['message-edited', { target: 1, text: null }],
      ['message-deleted', { target: 1 }],
    ])
    await second.close()
    // The log was moved into the file at the end: the words are not even in free pages.
    expect(readFileSync(join(folder, DATABASE_FILE)).includes('Regretted')).toBe(false)
  })
}
