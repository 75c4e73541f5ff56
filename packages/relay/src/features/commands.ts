import type { CommandName } from '@firsthand/protocol'
import type { Command } from '../gateway/define-command.ts'
import { changeStatus } from './chat/change-status.ts'
import { deleteMessage } from './chat/delete-message.ts'
import { editMessage } from './chat/edit-message.ts'
import { sendMessage } from './chat/send-message.ts'
import { hello } from './connection/hello.ts'
import { revokeCredential } from './connection/revoke-credential.ts'
import { readFacts } from './facts/read-facts.ts'
import { readConversation } from './log/read-conversation.ts'
import { readInbox } from './log/read-inbox.ts'
import { syncConversation } from './log/sync-conversation.ts'
import { giveName } from './naming/give-name.ts'
import { appearAway } from './presence/appear-away.ts'
import { reportPresence } from './presence/report-presence.ts'
import { reportTyping } from './presence/report-typing.ts'
import { visitPage } from './presence/visit-page.ts'
import { watchSubject } from './presence/watch-subject.ts'
import { advanceCursor } from './receipts/advance-cursor.ts'

/** Every command the relay knows. A feature adds its own here, and nowhere else. */
export const commands = complete([
  hello,
  revokeCredential,
  readInbox,
  readConversation,
  syncConversation,
  sendMessage,
  editMessage,
  deleteMessage,
  changeStatus,
  giveName,
  advanceCursor,
  reportTyping,
  reportPresence,
  appearAway,
  visitPage,
  watchSubject,
  readFacts,
])

/** Does not compile where the protocol declares a command that stands in no line above; the message names it. */
function complete<const Names extends CommandName>(
  list: Command<Names>[] & (Exclude<CommandName, Names> extends never ? unknown : { missing: Exclude<CommandName, Names> }),
): Command[] {
  return list
}
