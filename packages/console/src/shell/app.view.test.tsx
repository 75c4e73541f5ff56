import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSession, type Session } from '../session/session.ts'
import type { SessionAnswer } from '../session/session-endpoint.ts'
import { SessionScreen } from '../session/session-screen.tsx'
import { drawConsole, NOW, type DrawnConsole } from '../testing/draw-console.tsx'
import { idOf, makeConversation } from '../testing/make-conversation.ts'

let drawn: DrawnConsole | null = null
afterEach(async () => {
  await drawn?.close()
  drawn = null
  localStorage.clear()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('the tab', () => {
  beforeEach(() => {
    document.head.innerHTML = '<link rel="icon" href="/console/icon.svg" data-unread="/console/icon-unread.svg">'
  })

  it('counts what is unread in its title and marks its icon', async () => {
    drawn = await drawConsole({ conversations: [makeConversation(1, { unread: 2 })] })
    expect(document.title).toBe('(2) Firsthand')
    expect(document.querySelector<HTMLLinkElement>('link[rel="icon"]')?.href).toMatch(/icon-unread\.svg$/)
    await drawn.settle(() => (drawn!.client.inbox.unread.value = 0))
    expect(document.title).toBe('Firsthand')
    expect(document.querySelector<HTMLLinkElement>('link[rel="icon"]')?.href).toMatch(/icon\.svg$/)
  })
})

describe('desktop notifications', () => {
  function stubNotification(permission: NotificationPermission) {
    const shown: { title: string; body: string | undefined; click: () => void }[] = []
    class Shown {
      static permission = permission
      static requestPermission = vi.fn(() => {
        Shown.permission = 'granted'
        return Promise.resolve<NotificationPermission>('granted')
      })
      addEventListener = vi.fn<(name: string, handler: () => void) => void>()
      close = vi.fn<() => void>()
      constructor(title: string, options?: NotificationOptions) {
        shown.push({ title, body: options?.body, click: () => this.addEventListener.mock.calls[0]![1]() })
      }
    }
    vi.stubGlobal('Notification', Shown)
    return { shown, Shown }
  }
  const grace = makeConversation(1, { name: 'Grace', text: 'Does it float?', at: NOW, unread: 1 })
  const arrives = { conversation: idOf(1), seq: 1, author: idOf(1, 'visitor') }

  it('are asked for by a click alone, once', async () => {
    const { Shown } = stubNotification('default')
    drawn = await drawConsole({ conversations: [grace] })
    expect(Shown.requestPermission).not.toHaveBeenCalled()
    await drawn.click(drawn.find('.c-offer button'))
    expect(Shown.requestPermission).toHaveBeenCalledOnce()
    expect(drawn.root.querySelector('.c-offer')).toBeNull()
  })

  it('declined here are not offered again', async () => {
    stubNotification('default')
    drawn = await drawConsole({ conversations: [grace] })
    await drawn.click(drawn.root.querySelectorAll('.c-offer button')[1])
    await drawn.close()
    drawn = await drawConsole({ conversations: [grace] })
    expect(drawn.root.querySelector('.c-offer')).toBeNull()
  })

  it('name who wrote about what, and lead there', async () => {
    const { shown } = stubNotification('granted')
    vi.spyOn(document, 'hasFocus').mockReturnValue(false)
    drawn = await drawConsole({ conversations: [grace] })
    drawn.client.emit('message-received', arrives)
    expect(shown).toMatchObject([{ title: 'Grace · Pricing API', body: 'Does it float?' }])
    await drawn.settle(() => shown[0]!.click())
    expect(window.location.pathname).toBe(`/console/c/${idOf(1)}`)
  })

  it('are not shown to somebody who looks', async () => {
    const { shown } = stubNotification('granted')
    vi.spyOn(document, 'hasFocus').mockReturnValue(true)
    drawn = await drawConsole({ conversations: [grace] })
    drawn.client.emit('message-received', arrives)
    expect(shown).toEqual([])
  })
})

describe('how things stand', () => {
  it('is said calmly when the connection is lost, and nothing when it stands', async () => {
    drawn = await drawConsole()
    expect(drawn.find('.c-side').textContent).not.toContain('No connection')
    await drawn.settle(() => (drawn!.client.connection.value = { state: 'waiting', attempt: 1, retryAt: NOW + 1000 }))
    expect(drawn.find('.c-side').textContent).toContain('safe on this device and goes out by itself')
  })

  it('tells a browser that keeps nothing', async () => {
    drawn = await drawConsole({ prepare: (client) => (client.storage.value = 'memory') })
    expect(drawn.find('.c-side').textContent).toContain('what is not sent yet is lost when you close the page')
  })

  it('shows oneself as visitors see one, and the sign runs out by itself', async () => {
    drawn = await drawConsole()
    expect(drawn.find('.c-me').textContent).toContain('Here now')
    await drawn.settle(() => (drawn!.client.presence.value = { hereUntil: NOW - 1, appearAway: false }))
    expect(drawn.find('.c-me').textContent).toContain('Seen as away')
  })

  it('counts use of the console as presence, and being hidden as absence', async () => {
    drawn = await drawConsole()
    drawn.client.acts.length = 0
    window.dispatchEvent(new Event('pointermove'))
    expect(drawn.client.acts).toEqual(['active true'])
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    document.dispatchEvent(new Event('visibilitychange'))
    window.dispatchEvent(new Event('pointermove'))
    expect(drawn.client.acts).toEqual(['active true', 'active false'])
  })
})

describe('signing out', () => {
  it('[P11] wipes what the client keeps and every draft', async () => {
    drawn = await drawConsole({ conversations: [makeConversation(1)] })
    drawn.console.drafts.write(idOf(1), 'Half an ans')
    await drawn.settle(() => drawn!.console.signOut())
    expect(drawn.client.acts).toEqual(expect.arrayContaining(['disconnect', 'forget']))
    expect(drawn.console.drafts.read(idOf(1))).toBe('')
  })

  it('[P9] asks first while something is unsent, and goes when told to go anyway', async () => {
    vi.useFakeTimers()
    drawn = await drawConsole({ conversations: [makeConversation(1)] })
    drawn.client.unsent.value = 2
    const leaving = drawn.console.signOut()
    await act(async () => void (await vi.advanceTimersByTimeAsync(2_000)))
    await leaving
    expect(drawn.console.notices.shown.value?.text).toContain('Not sent yet: 2')
    expect(drawn.client.acts).not.toContain('forget')
    drawn.console.notices.act()
    await act(async () => void (await vi.advanceTimersByTimeAsync(2_000)))
    expect(drawn.client.acts).toContain('forget')
    vi.useRealTimers()
  })
})

it('a letter that makes one appear away says so, and takes it back', async () => {
  drawn = await drawConsole()
  await drawn.settle(() => drawn!.console.actions.find(({ id }) => id === 'appearAway')!.run())
  expect(drawn.console.notices.shown.value?.text).toBe('Visitors see you as away.')
  expect(drawn.client.presence.value.appearAway).toBe(true)
  await drawn.settle(() => drawn!.console.notices.act())
  expect(drawn.client.presence.value.appearAway).toBe(false)
})

describe('while nobody is signed in', () => {
  const refused: SessionAnswer = { state: 'refused', code: 'session-required' }
  const screenOf = async (answer: SessionAnswer, token: string | null, then?: (session: Session) => void): Promise<HTMLElement> => {
    const endpoint = { read: () => Promise.resolve(refused), exchange: () => Promise.resolve(answer), end: () => Promise.resolve(true) }
    const session = createSession(token === null ? { ...endpoint, read: () => Promise.resolve(answer) } : endpoint, token)
    const root = document.createElement('div')
    await act(async () => {
      await session.begin()
      then?.(session)
      render(<SessionScreen session={session} hadLink={token !== null} />, root)
    })
    return root
  }

  it('a first visit is told where sign-in links come from', async () => {
    expect((await screenOf(refused, null)).querySelector('h1')?.textContent).toBe('Sign in with your link')
  })

  it('a spent link is called one', async () => {
    expect((await screenOf({ state: 'refused', code: 'link-invalid' }, 'x')).querySelector('h1')?.textContent).toBe(
      'This link has been used',
    )
  })

  it('a relay that does not answer has cost no link, and can be tried again', async () => {
    const root = await screenOf({ state: 'unreachable' }, 'x')
    expect(root.textContent).toContain('your link has not been used up')
    expect(root.querySelector('button')?.textContent).toBe('Try again')
  })
})
