import type { JSX } from 'preact'

/** Grey lines where text will stand; they appear only when it takes a moment. */
export function Skeleton({ label, lines = 3 }: { label: string; lines?: number }): JSX.Element {
  return (
    <div class="fh-skeleton" role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, at) => (
        <span key={at} />
      ))}
    </div>
  )
}
