import type { JSX } from 'preact'

/** Draws one icon of the stroke set below (20 × 20, 1.6 px, round); silent to screen readers. `flip`: mirrored where the text runs from the right. */
export function Icon({ path, flip }: { path: string; flip?: boolean }): JSX.Element {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" class={flip ? 'fh-flip' : undefined}>
      <path d={path} />
    </svg>
  )
}

export const closeIcon = 'M5 5l10 10M15 5L5 15'
export const sendIcon = 'M10 16V4.5M5 9l5-5 5 5'
export const moreIcon = 'M4.3 10a.5.5 0 101 0 .5.5 0 00-1 0m5.2 0a.5.5 0 101 0 .5.5 0 00-1 0m5.2 0a.5.5 0 101 0 .5.5 0 00-1 0'
export const tickIcon = 'M4.5 10.5l3.5 3.5 7.5-8'
export const editIcon = 'M4 16l.8-3.4L13.2 4.2a1.4 1.4 0 012 0l.6.6a1.4 1.4 0 010 2L7.4 15.2 4 16z'
export const documentIcon = 'M5 3h6.5L15 6.5V17H5zM11 3v4h4M7.5 10.5h5M7.5 13.5h5'
export const productIcon = 'M10 3l6 3.3v7.4L10 17l-6-3.3V6.3zM4.2 6.5L10 9.7l5.8-3.2M10 9.7V17'
export const personIcon = 'M10 10a3 3 0 100-6 3 3 0 000 6zM4.5 16.5c.5-3 2.7-4.5 5.5-4.5s5 1.5 5.5 4.5'
export const linkIcon = 'M8.5 11.5l3-3M9 6l1.5-1.5a3.2 3.2 0 014.6 4.6L13.5 10.5M11 14l-1.5 1.5a3.2 3.2 0 01-4.6-4.6L6.5 9.5'
