import type { ChatCommands } from './features/chat.ts'
import type { FactsCommands } from './features/facts.ts'
import type { LogCommands, LogEvents } from './features/log.ts'
import type { NamingCommands } from './features/naming.ts'
import type { PresenceCommands, PresenceEvents } from './features/presence.ts'
import type { ReceiptCommands, ReceiptEvents } from './features/receipts.ts'
import type { Result } from './failures.ts'
import type { ConnectionCommands, ConnectionEvents } from './handshake.ts'

/** Every command, with its payload and its answer. A feature adds its own interface here: one line. */
export interface Commands
  extends ConnectionCommands, LogCommands, ChatCommands, NamingCommands, ReceiptCommands, PresenceCommands, FactsCommands {}

/** Every event the relay sends. A feature adds its own interface here: one line. */
export interface Events extends ConnectionEvents, LogEvents, ReceiptEvents, PresenceEvents {}

/** The name of a command. */
export type CommandName = keyof Commands
/** The name of an event. */
export type EventName = keyof Events
/** What a command is sent with. */
export type Payload<Name extends CommandName> = Commands[Name]['payload']
/** What a command answers. */
export type Answer<Name extends CommandName> = Commands[Name]['answer']

/** Commands that append an entry: they carry a cid, go through the outbox, and may be repeated without harm. */
export type AppendCommandName = {
  [Name in CommandName]: Payload<Name> extends { cid: string } ? Name : never
}[CommandName]

/** Socket.IO's types of what a client emits: each command with its payload and an acknowledgement. */
export type ClientToRelay = {
  [Name in CommandName]: (payload: Payload<Name>, answer: (result: Result<Answer<Name>>) => void) => void
}

/** Socket.IO's types of what the relay emits. */
export type RelayToClient = {
  [Name in EventName]: (event: Events[Name]) => void
}
