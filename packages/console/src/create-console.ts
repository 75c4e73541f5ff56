import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { Client, ConversationModel } from '@firsthand/client'
import { LIMITS, type MemberSession } from '@firsthand/protocol'
import { createAttention, type Attention } from './attention/attention.ts'
import { announceMessages } from './attention/announce-messages.ts'
import { createNotifications, type Notifications } from './attention/notifications.ts'
import { createSignboard, showUnread } from './attention/show-unread.ts'
import { watchActivity } from './attention/watch-activity.ts'
import { createOpened } from './conversation/opened.ts'
import { createResolving, type Resolving } from './conversation/resolving.ts'
import { createDrafts, type Drafts } from './conversation/drafts.ts'
import { createInboxList, type InboxList } from './inbox/inbox-list.ts'
import { createActions, type Action } from './keys/actions.ts'
import { listenForKeys } from './keys/listen-for-keys.ts'
import { conversationOf } from './navigation/route.ts'
import type { Router } from './navigation/router.ts'
import { createPreference, type Preference } from './preferences/preference.ts'
import { createNotices, type Notices } from './shell/notices.ts'
import { english as words } from './words/english.ts'

/** What lies over the screen. */
export type Overlay = 'none' | 'keys' | 'palette'

/** Everything the screens draw from and act with, for one signed-in member. */
export interface Console {
  readonly member: MemberSession
  readonly client: Client
  readonly router: Router
  readonly list: InboxList
  /** The conversation on screen; null when none is. */
  readonly opened: ReadonlySignal<ConversationModel | null>
  readonly resolving: Resolving
  readonly drafts: Drafts
  readonly notices: Notices
  readonly notifications: Notifications
  readonly attention: Attention
  readonly actions: readonly Action[]
  readonly overlay: Signal<Overlay>
  /** Counts up when the composer, the search or the list should have the focus. */
  readonly focus: Signal<FocusWish>
  /** Whether lone letters are shortcuts (WCAG 2.1.4). */
  readonly letterKeys: Preference
  /** Whether "not now" was said to notifications. */
  readonly notificationsDeclined: Preference
  /** The relay's time, moving on by itself; spans on screen are counted from it. */
  readonly now: ReadonlySignal<number>
  /** Whether there is room for one pane only. */
  narrow(): boolean
  /** Wipes what is kept here. While something is unsent it waits a moment, and then asks, unless it was told to go `anyway`. */
  signOut(anyway?: boolean): Promise<void>
  close(): Promise<void>
}

/** Which part of the screen should take the focus; the number tells a new wish from an old one. */
export interface FocusWish {
  part: 'composer' | 'search' | 'list' | 'conversation' | 'about'
  turn: number
}

/** What {@link createConsole} is given from outside. */
export interface ConsoleOptions {
  member: MemberSession
  client: Client
  router: Router
  view: Window & typeof globalThis
  /** Ends the session at the relay, then wipes; false when the relay could not be told. */
  endSession(wipe: () => Promise<unknown>): Promise<boolean>
}

const TICK_MS = 15_000
const SETTLE_MS = 2_000
const NARROW = '(max-width: 759px)'

/** Puts a member's console together. Whoever opens it closes it. */
export function createConsole({ member, client, router, view, endSession }: ConsoleOptions): Console {
  const storage = readStorage(view, 'localStorage')
  const openedId = computed(() => conversationOf(router.route.value))
  const list = createInboxList(client.inbox, openedId)
  const opened = createOpened(client, openedId)
  const attention = createAttention(view)
  const notices = createNotices({ set: (run, ms) => view.setTimeout(run, ms), clear: (timer) => view.clearTimeout(timer) })
  const resolving = createResolving(client, notices, words.resolving)
  const drafts = createDrafts(readStorage(view, 'sessionStorage'), member.person.id)
  const notifications = createNotifications(view, (conversation) => router.go({ at: 'conversation', conversation }))
  const now = signal(client.serverNow())
  const ticking = view.setInterval(() => {
    now.value = client.serverNow()
  }, TICK_MS)
  const signboard = createSignboard(view)
  const settle = (): void => void resolving.settle()
  view.addEventListener('pagehide', settle)

  const parts = {
    member,
    client,
    router,
    list,
    opened: opened.model,
    resolving,
    drafts,
    notices,
    notifications,
    attention,
    overlay: signal<Overlay>('none'),
    focus: signal<FocusWish>({ part: 'list', turn: 0 }),
    letterKeys: createPreference(storage, 'letter-keys', true),
    notificationsDeclined: createPreference(storage, 'notifications-declined', false),
    now,
    narrow: () => view.matchMedia(NARROW).matches,
    async signOut(anyway = false) {
      // What was said or resolved a moment ago should not be lost with the session; a relay that does not answer should not hold one here.
      await Promise.race([
        resolving.settle().then(() => untilZero(client.unsent)),
        new Promise((resolve) => view.setTimeout(resolve, SETTLE_MS)),
      ])
      const unsent = client.unsent.peek()
      if (unsent > 0 && !anyway) {
        const act = { label: words.session.leaveAnyway, run: () => void parts.signOut(true) }
        return notices.show({ text: words.session.unsent(unsent.toLocaleString()), act })
      }
      const wipe = (): Promise<unknown> => {
        client.disconnect()
        drafts.wipe()
        return client.forget()
      }
      if (!(await endSession(wipe))) notices.show({ text: words.session.couldNotLeave })
    },
  }
  const actions = createActions(parts)
  const closers = [
    listenForKeys(view, actions, parts),
    watchActivity(view, (active) => client.reportActivity(active)),
    announceMessages(parts),
    effect(() => showUnread(signboard, client.inbox.unread.value, words.title, LIMITS.unreadCount)),
    () => view.clearInterval(ticking),
    () => view.removeEventListener('pagehide', settle),
    settle,
    resolving.close,
    opened.close,
    list.close,
    attention.close,
    () => notifications.close(),
    () => showUnread(signboard, 0, words.title, LIMITS.unreadCount),
  ]
  client.connect()
  return {
    ...parts,
    actions,
    async close() {
      for (const close of closers) close()
      await client.close()
    },
  }
}

// The mere mention of a storage throws where the browser forbids it.
function readStorage(view: Window, name: 'localStorage' | 'sessionStorage'): Storage | null {
  try {
    return view[name]
  } catch {
    return null
  }
}

function untilZero(count: ReadonlySignal<number>): Promise<void> {
  return new Promise((resolve) => {
    const end = effect(() => {
      if (count.value > 0) return
      resolve()
      queueMicrotask(() => end())
    })
  })
}
