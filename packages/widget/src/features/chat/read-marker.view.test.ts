import type { ConversationModel } from '@firsthand/client'
import { signal } from '@preact/signals'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createReadMarker, type ReadMarker } from './read-marker.ts'

const markRead = vi.fn<() => void>()
const timeline = signal<unknown[]>([{}])
let marker: ReadMarker
let focused: boolean
let visibility: DocumentVisibilityState

beforeEach(() => {
  focused = true
  visibility = 'visible'
  vi.spyOn(document, 'hasFocus').mockImplementation(() => focused)
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility)
  marker = createReadMarker({ timeline, markRead } as unknown as ConversationModel)
})
afterEach(() => {
  marker.close()
  vi.restoreAllMocks()
  markRead.mockClear()
})

const calls = (act: () => void): number => {
  markRead.mockClear()
  act()
  return markRead.mock.calls.length
}

test('[P15] is read only on a visible panel of a visible, focused page, with its newest in sight', () => {
  expect(calls(() => marker.visible(true))).toBe(1)
  expect(calls(() => (timeline.value = [{}, {}]))).toBe(1)
  focused = false
  window.dispatchEvent(new Event('blur'))
  expect(calls(() => (timeline.value = [{}]))).toBe(0)
  focused = true
  expect(calls(() => window.dispatchEvent(new Event('focus')))).toBe(1)
  visibility = 'hidden'
  document.dispatchEvent(new Event('visibilitychange'))
  expect(calls(() => (timeline.value = [{}, {}]))).toBe(0)
  visibility = 'visible'
  expect(calls(() => document.dispatchEvent(new Event('visibilitychange')))).toBe(1)
  expect(calls(() => marker.atEnd(false))).toBe(0)
  expect(calls(() => (timeline.value = [{}]))).toBe(0)
  expect(calls(() => marker.atEnd(true))).toBe(1)
  marker.visible(false)
  expect(calls(() => (timeline.value = [{}, {}]))).toBe(0)
})
