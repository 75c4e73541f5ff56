/**
 * Every refusal the relay gives, by code. docs/ERRORS.md explains each at length and a test holds it to this table.
 * `retryable` means: the same command with the same cid may be sent again (after `retryAfterMs`, where given).
 */
export const FAILURES = {
  // Before the connection stands
  'protocol-unsupported': {
    retryable: false,
    message: 'This relay does not speak that protocol version. Load the widget from the relay itself, or update the client.',
  },
  'handshake-invalid': { retryable: false, message: 'The handshake is not of the form docs/PROTOCOL.md describes; `at` names the field.' },
  'site-unknown': { retryable: false, message: "No site has this key. Copy the tag again from the site's settings." },
  'origin-refused': { retryable: false, message: "This page's origin is not on the site's list. Add it to the site's allowed origins." },
  'credential-revoked': { retryable: false, message: 'This credential was revoked. Forget it, and begin anew with a fresh one.' },
  'session-required': { retryable: false, message: 'Sign in to the console first.' },
  // Any command
  'hello-required': { retryable: false, message: 'The first command of a connection is `hello`.' },
  'command-unknown': { retryable: false, message: 'The relay knows no command of this name.' },
  'payload-invalid': { retryable: false, message: 'The payload does not fit the command; `at` names the first field that is wrong.' },
  'rate-limited': { retryable: true, message: 'Too many commands in a short time. Wait as long as `retryAfterMs` says, then go on.' },
  'store-unavailable': { retryable: true, message: 'The relay cannot write just now. Nothing was lost: send the same again in a moment.' },
  draining: { retryable: true, message: 'The relay is restarting. Connect again in a moment and send the same again.' },
  internal: { retryable: true, message: 'The relay failed at this command and has logged why. Send the same again in a moment.' },
  // Conversations
  'conversation-not-found': { retryable: false, message: 'There is no such conversation, or it is not yours to see.' },
  'message-not-found': { retryable: false, message: 'There is no such message of yours in this conversation.' },
  'message-deleted': { retryable: false, message: 'This message was deleted; it cannot be edited any more.' },
  'cid-conflict': { retryable: false, message: 'Something else was already said under this cid. Send the new text under a new one.' },
  'transition-refused': { retryable: false, message: 'The conversation cannot go from its present status to that one.' },
  diverged: {
    retryable: false,
    message: 'The log is no longer the one this cursor was taken from. Drop what you hold of it and read it anew.',
  },
  // People and subjects
  'not-allowed': { retryable: false, message: 'Your role does not allow this.' },
  'person-not-found': { retryable: false, message: 'There is no such person, or they are not yours to see.' },
  'subject-not-found': { retryable: false, message: 'Nothing on this site answers to that subject or address.' },
  // Given by a client itself, never by the relay
  unreachable: { retryable: true, message: 'The relay did not answer. What was said is kept and goes out by itself once it does.' },
  // HTTP
  'link-invalid': { retryable: false, message: 'This sign-in link was used already, has run out, or never was one. Ask for a new one.' },
  'not-found': { retryable: false, message: 'There is nothing at this address.' },
  'content-type-refused': { retryable: false, message: 'Send JSON, with `content-type: application/json`.' },
} as const

/** One of the codes of {@link FAILURES}. */
export type FailureCode = keyof typeof FAILURES

/** A refusal as it travels: over the socket inside a {@link Result}, over HTTP as the body, at the handshake as `connect_error.data`. */
export interface Failure {
  code: FailureCode
  /** One English sentence for a log or a console; screens have words of their own for the code. */
  message: string
  retryable: boolean
  /** Milliseconds to wait before trying again, where the relay knows. */
  retryAfterMs?: number
  /** Where the input is wrong, as a JSON pointer such as `/text`. */
  at?: string
  /** Names this failure in the relay's log. */
  request?: string
}

/** The answer to every command. */
export type Result<Value> = { ok: true; value: Value } | { ok: false; failure: Failure }

/** Wraps a value as a success. */
export function success<Value>(value: Value): Result<Value> {
  return { ok: true, value }
}

/** Builds the refusal of a code, with whatever of `at`, `retryAfterMs` and `request` is known. */
export function failure(
  code: FailureCode,
  more: Partial<Pick<Failure, 'at' | 'retryAfterMs' | 'request' | 'message'>> = {},
): Result<never> {
  return { ok: false, failure: createFailure(code, more) }
}

/** Builds a bare {@link Failure}, for places that carry one outside a {@link Result}. */
export function createFailure(
  code: FailureCode,
  more: Partial<Pick<Failure, 'at' | 'retryAfterMs' | 'request' | 'message'>> = {},
): Failure {
  return { code, ...FAILURES[code], ...more }
}
