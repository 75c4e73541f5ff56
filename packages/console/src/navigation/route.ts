import { isId, type ConversationId } from '@firsthand/protocol'

/** Where in the console one is. `about` is the person and subject of a conversation, a screen of its own on a phone. */
export type Route =
  | { at: 'inbox' }
  | { at: 'conversation'; conversation: ConversationId }
  | { at: 'about'; conversation: ConversationId }
  | { at: 'nowhere' }

const BASE = '/console/'

/** Reads a path of the console's own origin. An address that names nothing is `nowhere`, never a guess. */
export function readRoute(path: string): Route {
  if (path === '/console' || path === BASE) return { at: 'inbox' }
  const [head, id, tail, ...rest] = path.startsWith(BASE) ? path.slice(BASE.length).replace(/\/$/, '').split('/') : []
  if (head !== 'c' || !isId(id) || rest.length > 0) return { at: 'nowhere' }
  if (tail === undefined) return { at: 'conversation', conversation: id }
  return tail === 'about' ? { at: 'about', conversation: id } : { at: 'nowhere' }
}

/** The path of a route; the inverse of {@link readRoute}. */
export function formatRoute(route: Route): string {
  if (route.at === 'conversation') return `${BASE}c/${route.conversation}`
  if (route.at === 'about') return `${BASE}c/${route.conversation}/about`
  return BASE
}

/** The conversation a route shows, or null. */
export function conversationOf(route: Route): ConversationId | null {
  return route.at === 'conversation' || route.at === 'about' ? route.conversation : null
}
