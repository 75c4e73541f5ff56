import { describe, expect, it, vi } from 'vitest'
import { takeSignInToken } from './take-sign-in-token.ts'

const at = (hash: string) => ({ location: { hash, pathname: '/console/', search: '' }, history: { replaceState: vi.fn() } })

describe('the token of a sign-in link', () => {
  it('[A43] is taken out of the address at once', () => {
    const view = at('#sign-in=secret')
    expect(takeSignInToken(view)).toBe('secret')
    expect(view.history.replaceState).toHaveBeenCalledWith(null, '', '/console/')
  })

  it('is null where the address carries none, and the address stays', () => {
    const view = at('#elsewhere')
    expect(takeSignInToken(view)).toBeNull()
    expect(view.history.replaceState).not.toHaveBeenCalled()
  })

  it('is null where it is empty', () => {
    expect(takeSignInToken(at('#sign-in='))).toBeNull()
  })
})
