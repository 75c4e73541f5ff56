import { describe, expect, it, vi } from 'vitest'
import { createNotices } from './notices.ts'

function setUp() {
  const waiting = new Map<number, () => void>()
  let last = 0
  const notices = createNotices({
    set(run) {
      waiting.set(++last, run)
      return last
    },
    clear: (timer) => void waiting.delete(timer),
  })
  return { notices, waiting, elapse: () => [...waiting.values()].forEach((run) => run()) }
}

describe('a notice', () => {
  it('goes by itself, and tells that nobody acted on it', () => {
    const { notices, elapse } = setUp()
    const over = vi.fn()
    notices.show({ text: 'Resolved.' }, over)
    expect(notices.shown.value?.text).toBe('Resolved.')
    elapse()
    expect(notices.shown.value).toBeNull()
    expect(over).toHaveBeenCalledOnce()
  })

  it('that was acted on is over without a word', () => {
    const { notices, elapse, waiting } = setUp()
    const [over, run] = [vi.fn(), vi.fn()]
    notices.show({ text: 'Resolved.', act: { label: 'Undo', run } }, over)
    notices.act()
    elapse()
    expect(run).toHaveBeenCalledOnce()
    expect(over).not.toHaveBeenCalled()
    expect(waiting.size, 'no timer is left behind').toBe(0)
  })

  it('makes room for a newer one, which ends it', () => {
    const { notices } = setUp()
    const over = vi.fn()
    notices.show({ text: 'First' }, over)
    notices.show({ text: 'Second' })
    expect(over).toHaveBeenCalledOnce()
    expect(notices.shown.value?.text).toBe('Second')
  })

  it('without anything to do about it stays when the key for that is pressed', () => {
    const { notices } = setUp()
    notices.show({ text: 'Only a word' })
    notices.act()
    expect(notices.shown.value?.text).toBe('Only a word')
  })
})
