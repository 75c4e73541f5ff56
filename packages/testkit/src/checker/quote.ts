/** So much of a text as a line of a report bears. */
const MOST = 60

/** A text in quotation marks, cut where it is long. */
export function quote(text: string | null): string {
  return JSON.stringify(text !== null && text.length > MOST ? `${text.slice(0, MOST)}…` : text)
}
