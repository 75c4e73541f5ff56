import type { SubjectCard, SubjectQuery } from '@firsthand/protocol'
import type { Attendant } from './attendant.ts'
import type { WidgetOptions } from './options.ts'

/** What the launcher's part and the later ones share; `options`, `query` and `card` are as of now. */
export interface Shell {
  /** The relay's address, without a trailing slash. */
  readonly relay: string
  /** The element whose shadow root everything is drawn into. */
  readonly host: HTMLElement
  /** The launcher. */
  readonly button: HTMLButtonElement
  /** Ends with the widget. */
  readonly signal: AbortSignal
  options: WidgetOptions
  query: SubjectQuery
  card?: SubjectCard | undefined
  /** Has the attendant do something; it is loaded for that where it is not there yet. The answer undoes it, where there is something to undo. */
  call(verb: keyof Attendant, ...rest: unknown[]): () => unknown
  /** What is added to the launcher's accessible name, such as "2 new". */
  note?: string | undefined
  /** Names the launcher anew; there once the attendant is. */
  name?(): void
  /** Draws a card onto the launcher. */
  draw(card: SubjectCard): void
  /** Takes everything away. */
  end(): void
}

/** Imports the attendant's part. */
export type LoadAttendant = () => Promise<typeof import('./attend.ts')>
