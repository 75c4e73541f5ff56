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
