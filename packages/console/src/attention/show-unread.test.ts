import { describe, expect, it } from 'vitest'
import { showUnread, type Signboard } from './show-unread.ts'

function shown(count: number): string[] {
  const seen: string[] = []
  const signboard: Signboard = {
    setTitle: (title) => seen.push(title),
    setIcon: (unread) => seen.push(unread ? 'marked' : 'plain'),
    setBadge: (badge) => seen.push(`badge ${badge}`),
  }
  showUnread(signboard, count, 'Firsthand', 100)
  return seen
}

describe('the unread count outside the page', () => {
  it('stands before the title, marks the icon and the badge', () => {
    expect(shown(3)).toEqual(['(3) Firsthand', 'marked', 'badge 3'])
  })

  it('is nowhere when nothing is unread', () => {
    expect(shown(0)).toEqual(['Firsthand', 'plain', 'badge 0'])
  })

  it('claims no more than was counted', () => {
    expect(shown(100)[0]).toBe('(99+) Firsthand')
  })
})
