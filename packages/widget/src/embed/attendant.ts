import type { Failure } from '@firsthand/protocol'
import type { WidgetOptions } from './options.ts'
import type { Widget } from './widget.ts'

/** What the launcher's part and the verbs have done for them. */
export interface Attendant extends Widget {
  boot(options: Partial<WidgetOptions>): void
  /** Something on the page was clicked that opens the panel. */
  click(opener: HTMLElement): void
  /** Somebody may be about to. */
  pointerover(opener: HTMLElement): void
  focus(opener: HTMLElement): void
  /** The page may have become another one; `moved` is the Navigation API's event. */
  look(moved?: Event): void
  /** The card could not be had. */
  mend(error: Partial<Failure>): void
}
