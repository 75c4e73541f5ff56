import { createId } from '@firsthand/protocol'
import { writeSync } from 'node:fs'
import { openSqliteStore } from '../sqlite/open-sqlite-store.ts'
import { messageRequest } from './requests.ts'

// A process of its own, for the test that kills it: appends to a conversation as fast as it can and says each ack on its output.
const [file, conversation, author] = process.argv.slice(2) as [string, string, string]
const store = await openSqliteStore({ file })

async function speak(): Promise<never> {
  for (;;) {
    const cid = createId()
    const result = await store.append(messageRequest({ conversation, author, cid }, `said under ${cid}`))
    if (!result.ok) throw new Error(result.failure.code)
    writeSync(1, `${cid} ${result.value.ack.seq}\n`)
  }
}

await Promise.all(Array.from({ length: 20 }, speak))
