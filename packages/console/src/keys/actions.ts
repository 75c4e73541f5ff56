import type { Console, FocusWish } from '../create-console.ts'
import { conversationOf } from '../navigation/route.ts'
import { english as words } from '../words/english.ts'
import type { Chord } from './chord.ts'

/** The name of an action, by which a button finds its key. */
export type ActionId = keyof typeof words.actions

/** One thing that can be done: the keys, the sheet of keys, the palette and the tooltips are all drawn from these. */
export interface Action {
  id: ActionId
  group: 'about' | 'conversation' | 'console'
  keys: readonly Chord[]
  /** What it is called; it may depend on what stands ("Resolve", "Reopen"). */
  label(): string
  available(): boolean
  run(): void
}

/** What actions act on. */
export type ActionParts = Omit<Console, 'actions' | 'close'>

/** Lists everything that can be done, in the order the sheet shows it. */
export function createActions(parts: ActionParts): readonly Action[] {
  const { list, router, opened, resolving, notices, overlay } = parts
  const focus = (part: FocusWish['part']): void => {
    parts.focus.value = { part, turn: parts.focus.peek().turn + 1 }
  }
  const open = (conversation: string | null): void => {
    if (conversation === null) return
    router.go({ at: 'conversation', conversation })
    focus('conversation')
  }
  const point = (by: number): void => {
    if (list.move(by) !== null) focus('list')
  }
  const isOpened = (): boolean => Boolean(opened.peek()?.conversation.peek())
  const isResolved = (): boolean => isResolvedNow(parts)
  const always = (): boolean => true
  const action = (id: ActionId, group: Action['group'], keys: readonly Chord[], run: () => void, available = always): Action => ({
    id,
    group,
    keys,
    label: () => (id === 'resolve' && isResolved() ? words.actions.reopen : words.actions[id]),
    available,
    run,
  })
  const hasRows = (): boolean => list.sections.peek().length > 0
  return [
    action('next', 'about', ['j'], () => point(1), hasRows),
    action('previous', 'about', ['k'], () => point(-1), hasRows),
    action('open', 'about', ['o', 'Enter'], () => open(list.pointed.peek()), hasRows),
    action('nextUnread', 'about', ['u'], () => openOrSay(parts, list.nextUnread(), open)),
    action('search', 'about', ['/'], () => {
      if (router.route.peek().at !== 'inbox' && parts.narrow()) router.leaveTo({ at: 'inbox' })
      focus('search')
    }),
    action('showOpen', 'about', ['1'], () => (list.shown.value = 'open')),
    action('showResolved', 'about', ['2'], () => (list.shown.value = 'resolved')),
    action('back', 'about', ['Escape'], () => back(parts, focus)),
    action('reply', 'conversation', ['r'], () => focus('composer'), isOpened),
    action(
      'resolve',
      'conversation',
      ['e'],
      () => {
        const model = opened.peek()
        if (!model) return
        if (isResolved()) void resolving.reopen(model)
        else resolving.resolve(model)
      },
      isOpened,
    ),
    action(
      'undo',
      'conversation',
      ['z'],
      () => notices.act(),
      () => notices.shown.peek()?.act !== undefined,
    ),
    action(
      'about',
      'conversation',
      ['i'],
      () => {
        const conversation = conversationOf(router.route.peek())
        if (conversation === null) return
        router.go({ at: 'about', conversation })
        focus('about')
      },
      isOpened,
    ),
    action('appearAway', 'console', ['a'], () => void appearAway(parts)),
    action('palette', 'console', ['mod+k'], () => (overlay.value = overlay.peek() === 'palette' ? 'none' : 'palette')),
    action('keys', 'console', ['?'], () => (overlay.value = overlay.peek() === 'keys' ? 'none' : 'keys')),
    action(
      'notify',
      'console',
      [],
      () => void parts.notifications.ask(),
      () => parts.notifications.permission.peek() === 'unasked',
    ),
    action('signOut', 'console', [], () => void parts.signOut()),
  ]
}

/** One letter is enough for it, so it says what it did, and takes it back. */
async function appearAway({ client, notices }: Pick<Console, 'client' | 'notices'>): Promise<void> {
  const away = !client.presence.peek().appearAway
  const told = await client.appearAway(away)
  notices.show({
    text: told.ok ? (away ? words.me.nowAway : words.me.nowShown) : words.me.notTold,
    ...(told.ok && { act: { label: words.actions.undo, run: () => void client.appearAway(!away) } }),
  })
}

/** Whether the open conversation counts as resolved on screen, the one about to be included. */
export function isResolvedNow({ opened, resolving }: Pick<Console, 'opened' | 'resolving'>): boolean {
  const model = opened.value
  return model !== null && (resolving.pending.value === model.id || model.conversation.value?.status === 'resolved')
}

function openOrSay({ notices }: ActionParts, conversation: string | null, open: (id: string) => void): void {
  if (conversation === null) notices.show({ text: words.nothingUnread })
  else open(conversation)
}

function back({ router, list }: ActionParts, focus: (part: FocusWish['part']) => void): void {
  const route = router.route.peek()
  if (route.at === 'about') {
    router.leaveTo({ at: 'conversation', conversation: route.conversation })
    focus('conversation')
    return
  }
  if (route.at === 'inbox') list.query.value = ''
  else {
    list.point(conversationOf(route))
    router.leaveTo({ at: 'inbox' })
  }
  focus('list')
}
