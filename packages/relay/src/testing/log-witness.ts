import type { RelayConfig } from '../config.ts'

/** Knows what was said to a relay, and looks for it in the relay's log: so every test on the wire is one of attack 43, too. */
export interface LogWitness {
  /** Something a client sent: a handshake, a payload, a header. */
  saw(sent: unknown): void
  /** An answer; a refusal names itself in the log. */
  got(answer: unknown): void
  /** Throws where the log has what must not stand there, or lacks a refusal that a client was given the name of. */
  check(log: readonly string[], level: RelayConfig['logLevel']): void
}

/** Fields whose content is nobody's business but the two who talk. */
const PRIVATE = new Set(['secret', 'token', 'cookie', 'text', 'name', 'title', 'reason', 'authorization', 'user-agent', 'referer'])

/** Shorter than this, a word may stand in a log by chance. */
const TELLING = 8

/** Makes a {@link LogWitness}. */
export function createLogWitness(): LogWitness {
  const secrets = new Set<string>()
  const requests = new Set<string>()

  const saw = (sent: unknown, field = ''): void => {
    if (typeof sent === 'string') {
      if (PRIVATE.has(field) && sent.trim().length >= TELLING) secrets.add(sent.trim().replace(/^firsthand_session=/, ''))
    } else if (typeof sent === 'object' && sent !== null) {
      for (const [name, value] of Object.entries(sent)) saw(value, Array.isArray(sent) ? field : name)
    }
  }

  return {
    saw: (sent) => saw(sent),
    got(answer) {
      const { failure } = (answer ?? {}) as { failure?: { request?: string } }
      if (failure?.request !== undefined) requests.add(failure.request)
    },
    check(log, level) {
      const whole = log.join('\n')
      for (const secret of secrets) {
        const found = log.find((line) => line.includes(secret) || line.includes(JSON.stringify(secret).slice(1, -1)))
        if (found !== undefined) throw new Error(`The log has what was said to the relay: ${found}`)
      }
      if (level !== 'debug') return
      for (const request of requests) if (!whole.includes(request)) throw new Error(`The log lacks the refusal ${request}.`)
    },
  }
}
