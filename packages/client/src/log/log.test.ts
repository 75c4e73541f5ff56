import { expect, test } from 'vitest'
import type { Entry } from '@firsthand/protocol'
import { applyEarlier, applyLive, applyPage, HELD_MOST, lastSeq, UNREAD_LOG } from './log.ts'
import type { LiveEntry, Log } from './log.ts'

const EPOCH = 'e1'

function message(seq: number, text = `m${seq}`): LiveEntry {
  return { epoch: EPOCH, conversation: 'c', seq, cid: `cid${seq}`, author: 'a', at: seq, type: 'message', body: { text } }
}

function edit(seq: number, target: number, text: string | null): LiveEntry {
  return { ...message(seq), type: 'message-edited', body: { target, text } }
}

function deletion(seq: number, target: number): LiveEntry {
  return { ...message(seq), type: 'message-deleted', body: { target } }
}

function page(entries: Entry[], head = entries.at(-1)?.seq ?? 0, epoch = EPOCH): Parameters<typeof applyPage>[1] {
  return { entries, head: { conversation: 'c', epoch, seq: head, cid: `cid${head}` }, more: false }
}

function logOf(...seqs: number[]): Log {
  return applyPage(UNREAD_LOG, page(seqs.map((seq) => message(seq)))).log
}

const seqs = (log: Log): number[] => log.entries.map((entry) => entry.seq)

test.each([
  { name: 'the next one joins', seq: 4, window: [1, 2, 3, 4], next: 'nothing' },
  { name: 'one that stands already is dropped', seq: 3, window: [1, 2, 3], next: 'nothing' },
  { name: 'one beyond a gap is held', seq: 6, window: [1, 2, 3], next: 'wait' },
])('[P7] of live entries, $name', ({ seq, window, next }) => {
  const applied = applyLive(logOf(1, 2, 3), message(seq))
  expect(seqs(applied.log)).toEqual(window)
  expect(applied.next).toBe(next)
})

test('[P7] held entries join once the gap closes, in the order of seq', () => {
  const log = [6, 5, 7, 4].reduce((into, seq) => applyLive(into, message(seq)).log, logOf(1, 2, 3))
  expect(seqs(log)).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(log.held).toEqual([])
})

test('[P7] more than 64 held entries are given up for a page that brings them all', () => {
  let applied = applyLive(logOf(1), message(3))
  for (let seq = 4; applied.next === 'wait'; seq++) applied = applyLive(applied.log, message(seq))
  expect(applied.next).toBe('sync')
  expect(applied.log.held).toEqual([])
  const all = Array.from({ length: HELD_MOST + 4 }, (_, index) => message(index + 1))
  expect(lastSeq(applyPage(applied.log, page(all)).log)).toBe(HELD_MOST + 4)
})

test('[P6] live entries before the first page are held, and what is newer than the page is released after it', () => {
  const early = [message(3), message(4)].reduce((into, entry) => applyLive(into, entry).log, UNREAD_LOG)
  expect(early.entries).toEqual([])
  expect(seqs(applyPage(early, page([message(1), message(2), message(3)])).log)).toEqual([1, 2, 3, 4])
})

test.each([
  { name: 'another epoch', entry: { ...message(4), epoch: 'e2' } },
  { name: 'another entry at a seq that stands', entry: { ...message(3), cid: 'other' } },
])('a log that $name shows to be diverged is dropped and read anew', ({ entry }) => {
  expect(applyLive(logOf(1, 2, 3), entry)).toEqual({ log: UNREAD_LOG, next: 'refetch' })
})

test('a page of another epoch, or one that leaves a gap, drops the log', () => {
  expect(applyPage(logOf(1, 2), page([message(3)], 3, 'e2')).next).toBe('refetch')
  expect(applyPage(logOf(1, 2), page([message(4)])).next).toBe('refetch')
})

test('[P14] the amendment with the highest seq wins, in whatever order the two are applied', () => {
  const base = logOf(1, 2)
  const inOrder = [edit(3, 1, 'first'), edit(4, 1, 'second')].reduce((into, entry) => applyLive(into, entry).log, base)
  const held = [edit(4, 1, 'second'), edit(3, 1, 'first')].reduce((into, entry) => applyLive(into, entry).log, base)
  for (const log of [inOrder, held]) expect(log.entries[0]).toMatchObject({ body: { text: 'second' }, amendment: { seq: 4 } })
})

test('[P14] a deletion takes the text, and an edit that was overtaken gives nothing back', () => {
  const log = [edit(3, 1, null), deletion(4, 1)].reduce((into, entry) => applyLive(into, entry).log, logOf(1, 2))
  expect(log.entries[0]).toMatchObject({ body: null, amendment: { seq: 4, type: 'message-deleted' } })
})

test('[P14] a page that already carries the newest amendment is not set back by an older edit in it', () => {
  const amended: Entry = { ...message(1, 'newest'), amendment: { seq: 9, type: 'message-edited', at: 9 } }
  const log = applyPage(UNREAD_LOG, page([amended, edit(2, 1, 'older')], 9)).log
  expect(log.entries[0]).toMatchObject({ body: { text: 'newest' }, amendment: { seq: 9 } })
})

test('an entry of a type this version does not know keeps its seq', () => {
  const unknown = { ...message(4), type: 'from-the-future', body: { odd: true } } as unknown as LiveEntry
  expect(seqs([unknown, message(5)].reduce((into, entry) => applyLive(into, entry).log, logOf(1, 2, 3)))).toEqual([1, 2, 3, 4, 5])
})

test('an earlier page goes in front, and one that does not join changes nothing', () => {
  const window = logOf(4, 5)
  expect(seqs(applyEarlier(window, page([message(2), message(3)], 5)))).toEqual([2, 3, 4, 5])
  expect(applyEarlier(window, page([message(1), message(2)], 5))).toBe(window)
})
