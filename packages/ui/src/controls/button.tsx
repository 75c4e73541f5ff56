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
  /** Its key, such as `R`: announced as `aria-keyshortcuts`. A tooltip that shows it is the caller's. */
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
      ref={buttonRef ?? null}
    >
      {icon && <Icon path={icon} />}
      {children}
    </button>
  )
}
