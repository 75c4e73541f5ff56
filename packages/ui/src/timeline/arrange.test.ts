import type { MessageItem, TimelineItem } from '@firsthand/client'
import { describe, expect, test } from 'vitest'
import { arrange, firstUnread } from './arrange.ts'

const at = (day: number, hour: number, minute = 0): number => new Date(2026, 9, day, hour, minute).getTime()

let seq = 0
const says = (author: string, when: number, more: Partial<MessageItem> = {}): MessageItem => {
  seq++
  return {
    kind: 'message',
    key: `m${seq}`,
    cid: `m${seq}`,
    seq,
    author,
    own: author === 'you',
    at: when,
    text: 'x',
    edited: false,
    delivery: { state: 'sent' },
    ...more,
  }
}
const shape = (items: TimelineItem[], newFrom: number | null = null): string[] =>
  arrange(items, newFrom).map((row) => (row.kind === 'block' ? `${row.items[0]!.author} × ${row.items.length}` : row.kind))

describe('arrange', () => {
  test('messages of one author within five minutes of each other stand in one block', () => {
    expect(shape([says('ada', at(1, 9, 0)), says('ada', at(1, 9, 4)), says('ada', at(1, 9, 8))])).toEqual(['day', 'ada × 3'])
  })
  test('five minutes, or somebody else, begin another', () => {
    expect(shape([says('ada', at(1, 9, 0)), says('ada', at(1, 9, 5)), says('you', at(1, 9, 5)), says('ada', at(1, 9, 6))])).toEqual([
      'day',
      'ada × 1',
      'ada × 1',
      'you × 1',
      'ada × 1',
    ])
  })
  test('an event parts a block', () => {
    const event: TimelineItem = {
      kind: 'event',
      key: 'e',
      seq: 99,
      author: 'ada',
      own: false,
      at: at(1, 9),
      event: { type: 'status-changed', from: 'open', to: 'resolved' },
    }
    expect(shape([says('ada', at(1, 9)), event, says('ada', at(1, 9))])).toEqual(['day', 'ada × 1', 'event', 'ada × 1'])
  })
  test('a line stands where the day changes, in the zone of the reader', () => {
    expect(shape([says('ada', at(1, 23, 59)), says('ada', at(2, 0, 1))])).toEqual(['day', 'ada × 1', 'day', 'ada × 1'])
  })
  test('the time stands after an hour of silence', () => {
    expect(shape([says('ada', at(1, 9)), says('you', at(1, 10)), says('ada', at(1, 10, 59))])).toEqual([
      'day',
      'ada × 1',
      'time',
      'you × 1',
      'ada × 1',
    ])
  })
  test('a local echo under a clock that is a day off opens no other day', () => {
    expect(shape([says('ada', at(2, 9)), says('you', at(1, 9), { seq: null })])).toEqual(['day', 'ada × 1', 'you × 1'])
  })
  test('the new line stands before the first that was unread, and not over an empty screen', () => {
    const items = [says('you', at(1, 9)), says('ada', at(1, 9, 1)), says('ada', at(1, 9, 2))]
    expect(shape(items, items[1]!.seq)).toEqual(['day', 'you × 1', 'new', 'ada × 2'])
    expect(shape(items.slice(1), items[1]!.seq)).toEqual(['day', 'ada × 2'])
  })
  test('a block keeps its key while it grows', () => {
    const items = [says('ada', at(1, 9)), says('ada', at(1, 9, 1))]
    expect(arrange(items.slice(0, 1), null).at(-1)!.key).toBe(arrange(items, null).at(-1)!.key)
  })
})

test('unread begins with somebody else, never with a deleted message', () => {
  const items = [says('you', at(1, 9)), says('ada', at(1, 9), { text: null }), says('ada', at(1, 9))]
  expect(firstUnread(items, 0)).toBe(items[2]!.seq)
  expect(firstUnread(items, items[2]!.seq!)).toBeNull()
})
