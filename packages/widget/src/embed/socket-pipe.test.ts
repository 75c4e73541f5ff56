import { beforeEach, expect, it, vi } from 'vitest'
import { createIo, type Engine, type Pipe } from './socket-pipe.ts'

const engines: FakeEngine[] = []
let engine: FakeEngine
let pipe: Pipe
const connected = vi.fn<() => void>()
const refused = vi.fn<(error: { data?: unknown }) => void>()
const lost = vi.fn<() => void>()
const heard = vi.fn<(name: string, event: unknown) => void>()

/** What Engine.IO would do, by hand. */
class FakeEngine implements Engine {
  written: string[] = []
  closed = 0
  expired = false
  readonly uri: string
  readonly options: object
  readonly #handlers = new Map<string, (text: unknown) => void>()
  constructor(uri: string, options: object) {
    engines.push(this)
    this.uri = uri
    this.options = options
  }
  on(event: string, handler: (text: unknown) => void): void {
    this.#handlers.set(event, handler)
  }
  tell(event: string, text?: unknown): void {
    this.#handlers.get(event)!(text)
  }
  write(text: string): void {
    this.written.push(text)
  }
  close(): void {
    this.closed++
  }
  _hasPingExpired(): boolean {
    return this.expired
  }
}

beforeEach(() => {
  vi.clearAllMocks()
  pipe = createIo<{ path: string }>(FakeEngine)('https://relay.example', { auth: { as: 'visitor' }, path: '/v1/socket' })
  engine = engines.at(-1)!
  pipe.on('connect', connected)
  pipe.on('connect_error', refused)
  pipe.on('disconnect', lost)
  pipe.onAny(heard)
})

function open(): void {
  engine.tell('open')
  engine.tell('data', '0{"sid":"x"}')
}

it('opens with what it is told, which the address never carries', () => {
  expect([engine.uri, engine.options]).toEqual(['https://relay.example', { path: '/v1/socket' }])
  engine.tell('open')
  expect(engine.written).toEqual(['0{"as":"visitor"}'])
  expect(connected).not.toHaveBeenCalled()
  engine.tell('data', '0{"sid":"x"}')
  expect(connected).toHaveBeenCalledOnce()
})

it('brings each answer to its question, once, and events to whoever listens', () => {
  open()
  const [one, two] = [vi.fn<(result: unknown) => void>(), vi.fn<(result: unknown) => void>()]
  pipe.emit('hello', { inbox: null }, one)
  pipe.emit('facts:read', {}, two)
  expect(engine.written.slice(1)).toEqual(['20["hello",{"inbox":null}]', '21["facts:read",{}]'])
  engine.tell('data', '31[{"ok":true}]')
  engine.tell('data', '31[{"ok":true}]')
  engine.tell('data', '2["typing:changed",{"typing":true}]')
  expect([one.mock.calls, two.mock.calls, heard.mock.calls]).toEqual([[], [[{ ok: true }]], [['typing:changed', { typing: true }]]])
})

it('a refusal brings its reason', () => {
  engine.tell('open')
  engine.tell('data', '4{"message":"no","data":{"code":"site-unknown"}}')
  expect(refused.mock.calls).toEqual([[{ message: 'no', data: { code: 'site-unknown' } }]])
  expect(engine.closed).toBe(1)
  engine.tell('close')
  expect(refused).toHaveBeenCalledOnce()
})

it.each([
  ['the relay says so', () => engine.tell('data', '1')],
  ['the transport fails', () => engine.tell('error')],
  ['it is closed', () => engine.tell('close')],
  ['it brings what is no packet', () => engine.tell('data', '51-["a"]')],
])('an open one ends once where %s', (_, ends) => {
  open()
  ends()
  engine.tell('close')
  expect([lost.mock.calls.length, refused.mock.calls.length]).toEqual([1, 0])
})

it('says nothing more once it was left', () => {
  open()
  pipe.off()
  pipe.offAny()
  pipe.disconnect()
  engine.tell('data', '2["typing:changed",{}]')
  engine.tell('close')
  expect(engine.written.at(-1)).toBe('1')
  expect([lost.mock.calls, heard.mock.calls, engine.closed]).toEqual([[], [], 1])
})

it('[F5] a command after a sleep finds the connection dead instead of waiting for it', () => {
  open()
  engine.expired = true
  const before = engine.written.length
  pipe.emit('hello', {}, () => {})
  expect(engine.written).toHaveLength(before)
})
