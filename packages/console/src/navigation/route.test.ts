import { describe, expect, it } from 'vitest'
import { conversationOf, formatRoute, readRoute, type Route } from './route.ts'

const id = '0190a000-0000-7000-8000-000000000001'

describe('the addresses of the console', () => {
  it.each<[string, Route]>([
    ['/console/', { at: 'inbox' }],
    ['/console', { at: 'inbox' }],
    [`/console/c/${id}`, { at: 'conversation', conversation: id }],
    [`/console/c/${id}/`, { at: 'conversation', conversation: id }],
    [`/console/c/${id}/about`, { at: 'about', conversation: id }],
  ])('%s is read', (path, route) => {
    expect(readRoute(path)).toEqual(route)
  })

  it.each([
    '/console/c/',
    '/console/c/7',
    `/console/c/${id.toUpperCase()}A`,
    `/console/c/${id}/else`,
    `/console/c/${id}/about/more`,
    '/elsewhere',
  ])('%s names nothing and is not guessed at', (path) => {
    expect(readRoute(path)).toEqual({ at: 'nowhere' })
  })

  it('are written as they are read', () => {
    for (const route of [{ at: 'inbox' }, { at: 'conversation', conversation: id }, { at: 'about', conversation: id }] as Route[]) {
      expect(readRoute(formatRoute(route))).toEqual(route)
    }
  })

  it('tell which conversation is on screen', () => {
    expect(conversationOf(readRoute(`/console/c/${id}/about`))).toBe(id)
    expect(conversationOf({ at: 'inbox' })).toBeNull()
  })
})
