/** A browser that is no Chromium, and the little that a small set of tests asks of each: one profile, several tabs. */
export interface OtherBrowser {
  /** Opens an address in a new tab and waits until it has loaded. */
  open(url: string): Promise<OtherTab>
  close(): Promise<void>
}

/** One tab of it. Elements are named by an expression that finds them, such as `document.querySelector('textarea')`. */
export interface OtherTab {
  /** What an expression is worth in the page, as JSON has it. */
  read(expression: string): Promise<unknown>
  /** Clicks with a pointer. */
  click(element: string): Promise<void>
  /** Types with a keyboard; `\n` is Enter. */
  type(element: string, text: string): Promise<void>
  reload(): Promise<void>
}
