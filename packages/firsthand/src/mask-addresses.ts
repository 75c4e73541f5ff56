/** Takes the passwords out of every address in a text: `postgres://me:secret@host/db` becomes `postgres://me:***@host/db`. */
export function maskAddresses(text: string): string {
  return text.replaceAll(/\b([a-z][a-z0-9+.-]*:\/\/[^\s:@/]*):[^\s/]*@/gi, '$1:***@').replaceAll(/([?&]password=)[^&\s]*/gi, '$1***')
}
