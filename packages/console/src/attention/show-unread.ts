import type { Limits } from '@firsthand/protocol'

/** What of the browser shows a count outside the page. */
export interface Signboard {
  setTitle(title: string): void
  /** Which of the two icons the tab shows. */
  setIcon(unread: boolean): void
  /** The count on an installed app's icon, where the system has one. */
  setBadge(count: number): void
}

/** Puts the unread count before the title, on the tab's icon and on the installed app's. */
export function showUnread(signboard: Signboard, count: number, place: string, most: Limits['unreadCount']): void {
  const shown = count >= most ? `${most - 1}+` : String(count)
  signboard.setTitle(count > 0 ? `(${shown}) ${place}` : place)
  signboard.setIcon(count > 0)
  signboard.setBadge(count)
}

/** The signboard of a real document. The icons are two files: a strict policy forbids images made of data. */
export function createSignboard(view: Window): Signboard {
  const icon = view.document.querySelector<HTMLLinkElement>('link[rel~="icon"]')
  const [read, unread] = [icon?.href ?? '', icon?.dataset['unread'] ?? '']
  return {
    setTitle(title) {
      if (view.document.title !== title) view.document.title = title
    },
    setIcon(some) {
      const href = some && unread ? unread : read
      if (icon && icon.href !== href) icon.href = href
    },
    setBadge(count) {
      // Refused outside an installed app on some systems: then there is no badge to set.
      void view.navigator.setAppBadge?.(count).catch(() => undefined)
    },
  }
}
