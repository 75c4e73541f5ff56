import { describe, expect, it } from 'vitest'
import { createRouter, type RouterWindow } from './router.ts'

const id = '0190a000-0000-7000-8000-000000000001'

describe('the router', () => {
  it('starts where the address is, so that a deep link and a reload come out where they should', () => {
    expect(createRouter(createWindow(`/console/c/${id}`)).route.value).toEqual({ at: 'conversation', conversation: id })
  })

  it('goes somewhere as a step that the back button takes back', () => {
    const view = createWindow('/console/')
    const router = createRouter(view)
    router.go({ at: 'conversation', conversation: id })
    expect(view.location.pathname).toBe(`/console/c/${id}`)
    view.history.back()
    expect(router.route.value).toEqual({ at: 'inbox' })
  })

  it('adds no step when it is there already', () => {
    const view = createWindow('/console/')
    const router = createRouter(view)
    router.go({ at: 'conversation', conversation: id })
    router.go({ at: 'conversation', conversation: id })
    view.history.back()
    expect(router.route.value).toEqual({ at: 'inbox' })
  })

  it('leaves to where one came from by going back, so that steps do not pile up', () => {
    const view = createWindow('/console/')
    const router = createRouter(view)
    router.go({ at: 'conversation', conversation: id })
    router.leaveTo({ at: 'inbox' })
    expect(router.route.value).toEqual({ at: 'inbox' })
    expect(view.steps()).toBe(1)
  })

  it('leaves a deep link in place, since there is nothing behind it', () => {
    const view = createWindow(`/console/c/${id}`)
    const router = createRouter(view)
    router.leaveTo({ at: 'inbox' })
    expect(router.route.value).toEqual({ at: 'inbox' })
    expect(view.steps()).toBe(1)
  })
})

/** A window's history, which tells of a step back at once. */
function createWindow(path: string): RouterWindow & { steps(): number } {
  const target = new EventTarget()
  const stack: { path: string; state: unknown }[] = [{ path, state: null }]
  return {
    location: {
      get pathname() {
        return stack.at(-1)!.path
      },
    },
    history: {
      get state() {
        return stack.at(-1)!.state
      },
      pushState: (state: unknown, _: string, next: string) => void stack.push({ path: next, state }),
      replaceState: (state: unknown, _: string, next: string) => void stack.splice(-1, 1, { path: next, state }),
      back() {
        stack.pop()
        target.dispatchEvent(new Event('popstate'))
      },
    } as unknown as History,
    addEventListener: target.addEventListener.bind(target),
    removeEventListener: target.removeEventListener.bind(target),
    steps: () => stack.length,
  }
}
