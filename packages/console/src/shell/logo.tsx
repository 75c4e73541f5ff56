import type { JSX } from 'preact'

/** The sign of Firsthand; `quiet`: in grey, where it only keeps a place from being empty. */
export function Logo({ quiet }: { quiet?: boolean }): JSX.Element {
  return (
    <svg class="c-logo" data-quiet={quiet ? '' : undefined} viewBox="0 0 32 32" aria-hidden="true">
      <path d="M16 2.5C8 2.5 2 7.9 2 14.6c0 3.6 1.7 6.7 4.5 8.9-.2 2-.9 3.7-2.1 5.1-.3.4 0 .9.5.9 3.2-.2 5.7-1.3 7.4-2.9 1.2.2 2.4.4 3.7.4 8 0 14-5.3 14-12.3S24 2.5 16 2.5z" />
      <circle cx="16" cy="14.6" r="5" />
    </svg>
  )
}
