import { createId, type LogCursor } from '@firsthand/protocol'
import { expect, test, vi } from 'vitest'
import { noMetrics } from '../../operations/metrics.ts'
import { messageRequest } from '../contract/requests.ts'
import { setScene } from '../contract/scene.ts'
import { createMemoryStore } from '../memory/memory-store.ts'
import { createLosses } from './losses.ts'

/** A conversation with two entries, restored: it had five, says a cursor. */
async function restored() {
  let at = 1_000
  const store = createMemoryStore({ now: () => at })
  const scene = await setScene(store)
  const { conversation, visitor: author } = await scene.begin('One')
  await scene.append(messageRequest({ conversation, author, cid: createId(1_000) }, 'Two'))
  const old = store.epoch
  at = 9_000
  await store.beginNewLife([])
  const { formerEpochs } = await store.readRestores()
  const brought = vi.fn<() => void>()
  const reported = vi.fn<(claim: object) => void>()
  const losses = createLosses({ store, formerEpochs, openedAt: at, metrics: { ...noMetrics, entryBroughtBack: brought }, report: reported })
  const say = async (text: string, saidAt: number): Promise<void> => {
    at = 10_000
    losses.notice((await scene.append(messageRequest({ conversation, author, cid: createId(saidAt) }, text))).entries)
  }
  const claim = async (more: Partial<LogCursor> = {}): Promise<void> => {
    losses.claim({ conversation, epoch: old, seq: 5, cid: createId(5_000), ...more })
    await vi.waitFor(() => expect(reported.mock.calls.length + losses.count()).toBeGreaterThan(0))
  }
  return { losses, claim, say, brought, reported, conversation }
}

test('[P13] what a client had seen and does not stand is lost, until somebody brings it back', async () => {
  const { losses, claim, say, brought, reported, conversation } = await restored()
  await claim()
  expect(losses.count()).toBe(3)
  expect(reported).toHaveBeenCalledExactlyOnceWith({ conversation, claimed: 5, standing: 2, back: 0 })
  await say('Three', 3_000)
  await say('Four', 4_000)
  expect(losses.count()).toBe(1)
  expect(brought).toHaveBeenCalledTimes(2)
})

test('[P13] what is said anew is nothing that came back', async () => {
  const { losses, claim, say, brought } = await restored()
  await say('New', 10_000)
  await claim()
  await say('Newer', 10_001)
  expect(losses.count()).toBe(3)
  expect(brought).not.toHaveBeenCalled()
})

test('[P13] what came back before anybody claimed it is not lost', async () => {
  const { losses, claim, say } = await restored()
  await say('Three', 3_000)
  await say('New', 10_000)
  await claim()
  expect(losses.count()).toBe(2)
})

test('[P13] of several claims the farthest counts, and one of no epoch there ever was counts for nothing', async () => {
  const { losses, claim } = await restored()
  losses.claim({ conversation: createId(), epoch: 'made-up', seq: 1_000_000, cid: createId() })
  await claim()
  await claim({ seq: 7 })
  await claim({ seq: 4 })
  expect(losses.count()).toBe(5)
})
