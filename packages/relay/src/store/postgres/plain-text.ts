/** A text as Postgres can hold it: no zero, and no half of a character, which a client leaves that cuts a title short. Either becomes U+FFFD. */
export function plainText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd')
}
