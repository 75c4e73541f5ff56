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
export const clockIcon = 'M10 3a7 7 0 100 14 7 7 0 000-14zm0 3.5V10l2.5 1.5'
export const tickIcon = 'M4.5 10.5l3.5 3.5 7.5-8'
export const ticksIcon = 'M2 10.5l3.5 3.5 7-8M10 13.5l.5.5 7-8'
export const alertIcon = 'M10 3a7 7 0 100 14 7 7 0 000-14zm0 3.5v4m0 2.8v.01'
export const editIcon = 'M4 16l.8-3.4L13.2 4.2a1.4 1.4 0 012 0l.6.6a1.4 1.4 0 010 2L7.4 15.2 4 16z'
export const trashIcon = 'M4 6h12M8 6V4h4v2M5.5 6l.7 10h7.6l.7-10'
export const copyIcon = 'M7.5 7.5h8v8h-8zM12.5 7.5v-3h-8v8h3'
export const retryIcon = 'M15.5 10a5.5 5.5 0 11-1.7-4M14.5 3v3.2h-3.2'
export const downIcon = 'M10 4v11.5M5 11l5 5 5-5'
export const backIcon = 'M12 4.5L6.5 10l5.5 5.5'
export const forwardIcon = 'M8 4.5l5.5 5.5L8 15.5'
export const documentIcon = 'M5 3h6.5L15 6.5V17H5zM11 3v4h4M7.5 10.5h5M7.5 13.5h5'
export const productIcon = 'M10 3l6 3.3v7.4L10 17l-6-3.3V6.3zM4.2 6.5L10 9.7l5.8-3.2M10 9.7V17'
export const personIcon = 'M10 10a3 3 0 100-6 3 3 0 000 6zM4.5 16.5c.5-3 2.7-4.5 5.5-4.5s5 1.5 5.5 4.5'
export const eyeIcon = 'M2.5 10C4 6.7 6.7 5 10 5s6 1.7 7.5 5c-1.5 3.3-4.2 5-7.5 5s-6-1.7-7.5-5zM10 12a2 2 0 100-4 2 2 0 000 4z'
export const listIcon = 'M4 4.5h12v9H9l-3 2.5v-2.5H4z'
export const checkCircleIcon = 'M10 3a7 7 0 100 14 7 7 0 000-14zM7 10.2l2.2 2.2L13.2 8'
export const leaveIcon = 'M8 4H4v12h4M8.5 10H16M13 7l3 3-3 3'
export const mailIcon = 'M3 5h14v10H3zM3.5 5.5L10 11l6.5-5.5'
export const linkIcon = 'M8.5 11.5l3-3M9 6l1.5-1.5a3.2 3.2 0 014.6 4.6L13.5 10.5M11 14l-1.5 1.5a3.2 3.2 0 01-4.6-4.6L6.5 9.5'
export const plusIcon = 'M10 4v12M4 10h12'
export const sealIcon =
  'M10 2.5l1.9 1.7 2.5-.2.7 2.4 2.1 1.4-.9 2.3.9 2.3-2.1 1.4-.7 2.4-2.5-.2L10 17.7l-1.9-1.7-2.5.2-.7-2.4-2.1-1.4.9-2.3-.9-2.3 2.1-1.4.7-2.4 2.5.2zM7.5 10.2l1.8 1.8 3.4-3.6'
