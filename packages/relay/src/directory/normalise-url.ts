/**
 * The one form in which addresses of subjects are compared: host in lower case, default port, credentials, query and hash dropped,
 * a trailing slash folded. Null where it is no http or https address.
 */
export function normaliseUrl(address: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  const path = url.pathname.replace(/\/+$/, '')
  return url.origin + path
}
