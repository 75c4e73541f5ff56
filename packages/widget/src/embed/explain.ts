import type { Failure } from '@firsthand/protocol'
import type { WidgetError } from './widget-events.ts'

/** Puts what the relay refused into words for whoever set the page up. */
export function explainRefusal({ code, message }: Pick<Failure, 'code' | 'message'>, site: string, origin: string): WidgetError {
  const opaque =
    origin === 'null' ? ' This page has no origin of its own: a sandboxed frame needs `allow-same-origin`, a page from disk a server.' : ''
  return { code, message: `${message} (data-site="${site}", origin ${origin})${opaque}` }
}

/** The same for a Content Security Policy that blocked one of our own requests; null for somebody else's. */
export function explainViolation(
  { blockedURI, effectiveDirective, disposition }: Pick<SecurityPolicyViolationEvent, 'blockedURI' | 'effectiveDirective' | 'disposition'>,
  relay: string,
): WidgetError | null {
  const { host, origin } = new URL(relay)
  if (disposition !== 'enforce' || !URL.canParse(blockedURI) || new URL(blockedURI).host !== host) return null
  const directive = effectiveDirective.replace('-elem', '')
  const sources = directive === 'connect-src' ? `${origin} ${origin.replace(/^http/, 'ws')}` : origin
  return {
    code: 'blocked-by-policy',
    message: `This page's Content-Security-Policy blocks ${blockedURI}. Add to the policy: ${directive} ${sources}`,
  }
}
