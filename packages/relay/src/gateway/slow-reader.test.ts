import { expect, test } from 'vitest'
import { judgeReader, QUEUE } from './slow-reader.ts'

const frames = (count: number): { frames: number; bytes: number } => ({ frames: count, bytes: count * 100 })
const bytes = (count: number): { frames: number; bytes: number } => ({ frames: 1, bytes: count })

test('[P16] a connection is left alone below 256 frames and 1 MiB, and stopped at either', () => {
  expect(judgeReader(frames(0), null)).toBe('leave')
  expect(judgeReader(frames(255), null)).toBe('leave')
  expect(judgeReader(frames(256), null)).toBe('stop')
  expect(judgeReader(bytes(1_048_575), null)).toBe('leave')
  expect(judgeReader(bytes(1_048_576), null)).toBe('stop')
})

test('[P16] who is stopped goes on once everything was read, and is cut after 30 s', () => {
  expect(judgeReader(frames(300), 0)).toBe('leave')
  expect(judgeReader(frames(1), 29_999)).toBe('leave')
  expect(judgeReader(frames(1), 30_000)).toBe('cut')
  expect(judgeReader(frames(0), 30_000)).toBe('resume')
})

test('[P16] who asks on and on without reading is cut at once, stopped or not', () => {
  expect(judgeReader(bytes(QUEUE.answerBytes), 0)).toBe('leave')
  expect(judgeReader(bytes(QUEUE.answerBytes + 1), 0)).toBe('cut')
  expect(judgeReader(bytes(QUEUE.answerBytes + 1), null)).toBe('cut')
})
