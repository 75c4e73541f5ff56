import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { setScene, valueOf } from '../contract/scene.ts'
import { createTestFolder } from '../contract/test-folder.ts'
import { openSqliteStore } from './open-sqlite-store.ts'

const SPEAKER = fileURLToPath(new URL('../contract/append-until-killed.ts', import.meta.url))
const KILLS = 5
const ACKS_BEFORE = 150

/** Lets a process append until it has said so many acks, kills it in the middle of the next, and answers all that it acked. */
async function killWhileAppending(file: string, conversation: string, author: string): Promise<Map<string, number>> {
  const speaker = spawn(process.execPath, [SPEAKER, file, conversation, author], { stdio: ['ignore', 'pipe', 'inherit'] })
  const acked = new Map<string, number>()
  const gone = once(speaker, 'exit')
  for await (const line of createInterface(speaker.stdout)) {
    const ack = /^(\S{36}) (\d+)$/.exec(line)
    if (ack) acked.set(ack[1]!, Number(ack[2]))
    if (acked.size === ACKS_BEFORE) speaker.kill('SIGKILL')
  }
  expect(await gone).toEqual([null, 'SIGKILL'])
  return acked
}

test('[P3] [P4] [F1] killed in mid-append, a relay has acked nothing that is lost, twice, or out of its place', async () => {
  const file = join(createTestFolder(), 'relay.sqlite')
  const before = await openSqliteStore({ file })
  const { begin } = await setScene(before)
  const { conversation, visitor, cid } = await begin()
  await before.close()

  const acked = new Map([[cid, 1]])
  for (let kill = 0; kill < KILLS; kill++) {
    for (const [said, seq] of await killWhileAppending(file, conversation, visitor)) acked.set(said, seq)
  }
  expect(acked.size).toBeGreaterThan(KILLS * ACKS_BEFORE)

  const after = await openSqliteStore({ file })
  const kept = new Map<string, number>()
  let cursor = { conversation, epoch: after.epoch, seq: 0, cid: null as string | null }
  for (let more = true; more;) {
    const page = valueOf(await after.readLog(conversation, { after: cursor }, 200))
    for (const entry of page.entries) {
      expect(entry.seq).toBe(kept.size + 1)
      kept.set(entry.cid, entry.seq)
      cursor = { ...cursor, seq: entry.seq, cid: entry.cid }
    }
    more = page.more
  }
  for (const [said, seq] of acked) expect(kept.get(said)).toBe(seq)
  // Not one per kill is enough for what was committed and not yet acked: up to a whole batch was under way.
  expect(kept.size - acked.size).toBeLessThanOrEqual(KILLS * 20)
  await after.close()
}, 60_000)
