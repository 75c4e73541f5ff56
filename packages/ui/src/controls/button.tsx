import type { ComponentChildren, JSX, Ref } from 'preact'
import { Icon } from '../icons.tsx'

/** What {@link Button} takes. */
export interface ButtonProps {
  children: ComponentChildren
  onClick(event: MouseEvent): void
  /** `primary` in the accent, `danger` for what takes something away, `plain` (as left out) for all else, `quiet` without a ground. */
  look?: 'primary' | 'plain' | 'quiet' | 'danger'
  /** An icon path of the set, before the words. */
  icon?: string
  disabled?: boolean
  /** Key hint, such as `R`: shown in the tooltip, announced as `aria-keyshortcuts`. */
  keys?: string
  /** For a form's own button. */
  type?: 'button' | 'submit'
  buttonRef?: Ref<HTMLButtonElement>
}

/** A button with words. */
export function Button({ children, onClick, look = 'plain', icon, disabled, keys, type = 'button', buttonRef }: ButtonProps): JSX.Element {
  return (
    <button
      type={type}
      class={`fh-button fh-button-${look}`}
      onClick={onClick}
      disabled={!!disabled}
      aria-keyshortcuts={keys}
      title={keys}
      ref={buttonRef ?? null}
    >
      {icon && <Icon path={icon} />}
      {children}
    </button>
  )
}

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
