import type { Answer, CommandName, Payload, Result } from '@firsthand/protocol'
import type { Static, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Caller, MemberCaller, VisitorCaller } from '../access/caller.ts'
import type { Ports } from '../ports.ts'
import type { Membership } from '../store/store.ts'
import type { Connection } from './connection.ts'
import { readFault } from './read-fault.ts'
import type { Same } from './same-type.ts'

/** Who may give a command, and what the dispatcher has proven and loaded before it runs. */
export interface Grounds {
  /** Whoever is connected. */
  anyone: { caller: Caller }
  /** A visitor of a site. */
  visitor: { caller: VisitorCaller }
  /** A signed-in member. */
  member: { caller: MemberCaller }
  /** Somebody who takes part in `payload.conversation`; who does not gets `conversation-not-found`, as for one that never was. */
  participant: { caller: Caller; membership: Membership }
  /** Somebody about to append to `payload.conversation`: the store checks that they take part in the very transaction that writes. */
  author: { caller: Caller }
}

/** One of {@link Grounds}. */
export type Access = keyof Grounds

/** One command on its way, past schema and access. */
export type Call<Name extends CommandName, Kind extends Access> = Grounds[Kind] & {
  payload: Payload<Name>
  connection: Connection
  ports: Ports
  /** Runs after the answer was written: the order is commit, answer, fan-out. */
  afterAnswer(act: () => void): void
}

type NeedsConversation<Name extends CommandName, Kind extends Access> = Kind extends 'participant' | 'author'
  ? Payload<Name> extends { conversation: string }
    ? unknown
    : { 'this access is for payloads with a conversation': never }
  : unknown

type FitsProtocol<Name extends CommandName, Schema extends TSchema> =
  Same<Static<Schema>, Payload<Name>> extends true ? unknown : { 'this schema is not the payload that the protocol declares': never }

/** A command as the dispatcher holds it: its parts agree with each other, which {@link defineCommand} made sure of. */
export interface Command<Name extends CommandName = CommandName> {
  name: Name
  access: Access
  /** Undefined where the payload fits, else a JSON pointer to the first fault. */
  findFault(payload: unknown): string | undefined
  run(call: unknown): Promise<Result<unknown>> | Result<unknown>
}

/**
 * Declares a command. It does not compile without `access`, nor with a schema that differs from the protocol's own type.
 *
 * @example
 * defineCommand({ name: 'conversation:read', schema: Type.Object({ conversation: Id }, exact), access: 'participant', run: … })
 */
export function defineCommand<Name extends CommandName, Schema extends TSchema, Kind extends Access>(
  definition: {
    name: Name
    schema: Schema
    access: Kind
    /** What the schema cannot say: a JSON pointer to the first fault of a payload that fits it, or undefined where there is none. */
    findFurtherFault?(payload: Payload<Name>): string | undefined
    run(call: Call<Name, Kind>): Promise<Result<Answer<Name>>> | Result<Answer<Name>>
  } & NeedsConversation<Name, Kind> &
    FitsProtocol<Name, Schema>,
): Command<Name> {
  const { name, access, schema, findFurtherFault, run } = definition
  const form = Compile<TSchema>(schema)
  return {
    name,
    access,
    // What passed the schema is the payload: it does not compile where the two differ.
    findFault: (payload) => (form.Check(payload) ? findFurtherFault?.(payload as Payload<Name>) : readFault(form.Errors(payload))),
    // The dispatcher calls it with a payload that passed this schema and the grounds of this access.
    run: (call) => run(call as Call<Name, Kind>),
  }
}
