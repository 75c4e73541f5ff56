/**
 * The policy every page of the demo is sent with: the strictest one the widget is made for. Two lines name the relay, and nothing
 * else is opened for it: no inline style, no frame, no policy of its own.
 *
 * @param relay the relay's origin, such as `http://127.0.0.1:7420`
 */
export function describePolicy(relay: string): string {
  const socket = relay.replace(/^http/, 'ws')
  return [
    "default-src 'self'",
    `script-src 'self' ${relay}`,
    `connect-src ${relay} ${socket}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')
}
