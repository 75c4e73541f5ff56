import { checkCircleIcon, downIcon, leaveIcon, listIcon, personIcon } from '@firsthand/ui'
import type { ActionId } from '../keys/actions.ts'
import { bellIcon, keyboardIcon, moonIcon, reopenIcon, replyIcon, searchIcon } from '../shell/icons.ts'

/** The icon of each action the palette lists. */
export const actionIcons: Partial<Record<ActionId, string>> = {
  nextUnread: downIcon,
  search: searchIcon,
  showOpen: listIcon,
  showResolved: checkCircleIcon,
  reply: replyIcon,
  resolve: checkCircleIcon,
  undo: reopenIcon,
  about: personIcon,
  appearAway: moonIcon,
  keys: keyboardIcon,
  notify: bellIcon,
  signOut: leaveIcon,
}
