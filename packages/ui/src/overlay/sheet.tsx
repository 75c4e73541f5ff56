import type { ComponentChildren, JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { IconButton } from '../controls/icon-button.tsx'
import { closeIcon } from '../icons.tsx'
import { backIcon } from '../talk-icons.ts'
import { adoptStyles } from '../tokens/css.ts'
import { sheetStyles } from './sheet.css.ts'

/** What {@link Sheet} and {@link Dialog} take. Draw them while open; `onClose` asks to stop. */
export interface SheetProps {
  title: string
  /** The accessible name of the way back. */
  closeLabel: string
  children: ComponentChildren
  onClose(): void
  /** Style text its content needs, adopted with its own. */
  styles?: string
}

/**
 * A screen over the screen, inside the nearest positioned ancestor (the panel). The focus goes in, Esc closes it alone, and the focus goes
 * back. Make what lies behind `inert` while it is open.
 */
export function Sheet({ title, closeLabel, children, onClose, styles = '' }: SheetProps): JSX.Element {
  const sheet = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const element = sheet.current!
    const root = element.getRootNode() as Document | ShadowRoot
    adoptStyles(root, sheetStyles, styles)
    const before = root.activeElement as HTMLElement | null
    element.querySelector('h2')!.focus()
    return () => {
      // What lay behind is inert until this very update is drawn.
      queueMicrotask(() => before?.focus())
    }
  }, [])
  return (
    <section
      class="fh-sheet"
      role="dialog"
      aria-label={title}
      ref={sheet}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <div class="fh-sheet-head">
        <IconButton icon={backIcon} flip label={closeLabel} onClick={onClose} />
        <h2 tabIndex={-1}>{title}</h2>
      </div>
      <div class="fh-sheet-body">{children}</div>
    </section>
  )
}

/** A dialog over the whole window (native `<dialog>`: focus kept inside, the rest inert). For the console; a widget must not block its host page. */
export function Dialog({ title, closeLabel, children, onClose, styles = '' }: SheetProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const element = dialog.current!
    adoptStyles(element.getRootNode() as Document | ShadowRoot, sheetStyles, styles)
    element.showModal()
    return () => element.close()
  }, [])
  return (
    <dialog
      class="fh-dialog"
      aria-label={title}
      ref={dialog}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.stopPropagation()
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose()
      }}
    >
      <div class="fh-sheet-head">
        <h2>{title}</h2>
        <IconButton icon={closeIcon} label={closeLabel} onClick={onClose} />
      </div>
      <div class="fh-sheet-body">{children}</div>
    </dialog>
  )
}
