import type { JSX } from 'preact'

/** A thing that is on or off, done at once. */
export function Switch({
  label,
  on,
  keys,
  onChange,
}: {
  label: string
  on: boolean
  keys?: string | undefined
  onChange(on: boolean): void
}): JSX.Element {
  return (
    <button
      type="button"
      role="switch"
      class="c-switch"
      aria-checked={on}
      aria-label={label}
      aria-keyshortcuts={keys}
      onClick={() => onChange(!on)}
    >
      <span class="c-switch-track" />
      <span class="fh-tip" aria-hidden="true">
        {label}
        {keys && <kbd>{keys}</kbd>}
      </span>
    </button>
  )
}
