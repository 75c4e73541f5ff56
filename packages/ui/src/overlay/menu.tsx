import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from '../icons.tsx'

/** One line of a {@link Menu}. */
export interface MenuItem {
  label: string
  icon?: string
  /** Key hint at the end of the line. */
  keys?: string
  look?: 'danger'
  onSelect(): void
}

/** What {@link Menu} takes. Draw it while it is open; `onClose` asks to stop. */
export interface MenuProps {
  /** Its accessible name. */
  label: string
  items: readonly MenuItem[]
  /** The element it hangs from; gets the focus back. */
  anchor: HTMLElement
  onClose(): void
}

/** A menu in the top layer: arrows, Home and End move, Esc or a click elsewhere closes, and the focus goes back where it came from. */
export function Menu({ label, items, anchor, onClose }: MenuProps): JSX.Element {
  const menu = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = menu.current!
    element.showPopover?.()
    place(element, anchor)
    const closed = (event: Event): void => {
      if ((event as ToggleEvent).newState === 'closed') onClose()
    }
    element.addEventListener('toggle', closed)
    element.querySelector('button')?.focus()
    return () => {
      element.removeEventListener('toggle', closed)
      const root = element.getRootNode() as ShadowRoot
      if (!root.activeElement || element.contains(root.activeElement)) anchor.focus()
    }
  }, [])
  const onKeyDown = (event: KeyboardEvent): void => {
    const buttons = [...menu.current!.querySelectorAll('button')]
    const at = buttons.indexOf(event.target as HTMLButtonElement)
    const next: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1 + buttons.length, Home: 0, End: buttons.length - 1 }
    const to = next[event.key]
    if (to === undefined && event.key !== 'Escape' && event.key !== 'Tab') return
    // Esc closes this menu alone, not the panel behind it.
    event.stopPropagation()
    event.preventDefault()
    if (to === undefined) onClose()
    else buttons[to % buttons.length]!.focus()
  }
  return (
    <div class="fh-menu" role="menu" aria-label={label} popover="auto" ref={menu} onKeyDown={onKeyDown}>
      {items.map((item) => (
        <button
          key={item.label}
          type="button"
          role="menuitem"
          tabIndex={-1}
          class={item.look && `fh-menu-${item.look}`}
          onClick={(event) => {
            event.stopPropagation()
            // First back where it hangs: what is opened now gives the focus back there.
            anchor.focus()
            onClose()
            item.onSelect()
          }}
        >
          {item.icon && <Icon path={item.icon} />}
          <span>{item.label}</span>
          {item.keys && <kbd>{item.keys}</kbd>}
        </button>
      ))}
    </div>
  )
}

// Below the anchor and flush with its end; above it where there is no room; always inside the window.
function place(menu: HTMLElement, anchor: HTMLElement): void {
  const { left, right, top, bottom } = anchor.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = menu
  const start = getComputedStyle(anchor).direction === 'rtl' ? left : right - width
  const below = bottom + 4
  menu.style.left = `${Math.max(8, Math.min(start, innerWidth - width - 8))}px`
  menu.style.top = `${Math.max(8, below + height > innerHeight - 8 ? top - height - 4 : below)}px`
}
