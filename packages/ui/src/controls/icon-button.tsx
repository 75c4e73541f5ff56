import type { JSX, Ref } from 'preact'
import { Icon } from '../icons.tsx'

/** What {@link IconButton} takes. */
export interface IconButtonProps {
  /** An icon path of the set. */
  icon: string
  /** Its accessible name, and its tooltip. */
  label: string
  onClick(event: MouseEvent): void
  disabled?: boolean
  /** Key hint, shown behind the label. */
  keys?: string
  /** Set for a button that opens a menu: whether it is open. */
  expanded?: boolean
  pressed?: boolean
  tabIndex?: number
  flip?: boolean
  buttonRef?: Ref<HTMLButtonElement>
}

/** A button that is an icon: 36 px, named, with a tooltip that shows its key. */
export function IconButton({
  icon,
  label,
  onClick,
  disabled,
  keys,
  expanded,
  pressed,
  tabIndex,
  flip,
  buttonRef,
}: IconButtonProps): JSX.Element {
  return (
    <button
      type="button"
      class="fh-icon-button"
      onClick={onClick}
      disabled={!!disabled}
      aria-label={label}
      aria-keyshortcuts={keys}
      aria-haspopup={expanded === undefined ? undefined : 'menu'}
      aria-expanded={expanded}
      aria-pressed={pressed}
      tabIndex={tabIndex}
      ref={buttonRef ?? null}
    >
      <Icon path={icon} flip={!!flip} />
      <span class="fh-tip" aria-hidden="true">
        {label}
        {keys && <kbd>{keys}</kbd>}
      </span>
    </button>
  )
}
