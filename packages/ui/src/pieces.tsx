import type { ComponentChildren, JSX } from 'preact'
import { Icon } from './icons.tsx'

/** Said to screen readers alone. */
export function VisuallyHidden({ children, live }: { children: ComponentChildren; live?: 'polite' }): JSX.Element {
  return (
    <span class="fh-hidden" role={live && 'status'} aria-live={live}>
      {children}
    </span>
  )
}

/** One calm line about how things stand, with an icon; `actions` are small buttons behind it. */
export function Notice({
  children,
  icon,
  look,
  actions,
}: {
  children: ComponentChildren
  icon?: string
  /** `warn` on a warm ground, `danger` in its colour; left out: quiet. */
  look?: 'warn' | 'danger'
  actions?: ComponentChildren
}): JSX.Element {
  return (
    <div class={`fh-notice fh-small ${look ? `fh-notice-${look}` : ''}`} role="status">
      {icon && <Icon path={icon} />}
      <span>{children}</span>
      {actions}
    </div>
  )
}

/** What stands where nothing is yet: a sentence that teaches, and perhaps one thing to do. */
export function EmptyState({
  title,
  children,
  above,
}: {
  title: string
  children?: ComponentChildren
  above?: ComponentChildren
}): JSX.Element {
  return (
    <div class="fh-empty">
      {above}
      <p class="fh-empty-title">{title}</p>
      {children && <div class="fh-muted">{children}</div>}
    </div>
  )
}

/** A turning ring, for a short wait in a small place. */
export function Spinner({ label }: { label: string }): JSX.Element {
  return <span class="fh-spinner" role="status" aria-label={label} />
}
