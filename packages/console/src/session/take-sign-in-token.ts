import { SIGN_IN_FRAGMENT } from '@firsthand/protocol'

const PREFIX = `#${SIGN_IN_FRAGMENT}=`

/**
 * Takes the one-time token out of the address, so that it stands in no bookmark, no history and no picture of the screen
 * by the time anything else happens. Null when the address carries none.
 */
export function takeSignInToken(view: {
  location: Pick<Location, 'hash' | 'pathname' | 'search'>
  history: Pick<History, 'replaceState'>
}): string | null {
  const { hash, pathname, search } = view.location
  if (!hash.startsWith(PREFIX)) return null
  view.history.replaceState(null, '', pathname + search)
  return hash.slice(PREFIX.length) || null
}
