/** What a site says when it embeds the widget: the tag's `data-*`, the argument of `boot` and `update`, the options of `mount`. */
export interface WidgetOptions {
  /** The site's public key. */
  site: string
  /** What this page is about, by its key. Left out: the page's `<meta name="firsthand:subject">`, its canonical address, or where it stands. */
  subject?: string | undefined
  /** BCP 47, such as `nl`. Left out: the visitor's own. */
  locale?: string | undefined
  /** Left out or `auto`: as the visitor's system says. */
  theme?: 'light' | 'dark' | 'auto' | undefined
  /** The side it stands on, in the page's own direction. Default `end`. */
  position?: 'start' | 'end' | undefined
  /** The one colour everything follows, `#rrggbb`. Left out: the one the site's settings name. */
  accent?: string | undefined
  /** `hidden`: no launcher; the page's own buttons open the panel. */
  launcher?: 'hidden' | undefined
  /** An address to visit or, after `mailto:`, to write to, offered where the relay cannot be had at all. */
  contact?: string | undefined
}

/** What opens the panel, and on what. */
export interface OpenRequest {
  /** Another subject than the page's. */
  subject?: string | undefined
  /** A conversation that stands already. */
  conversation?: string | undefined
  /** Text to put into the composer of a new conversation. It is never sent by itself. */
  text?: string | undefined
  /** The element that asked: the focus goes back to it when the panel closes. Left out: the launcher. */
  opener?: HTMLElement | undefined
}
