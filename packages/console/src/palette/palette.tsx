import type { JSX } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { useComputed, useSignal } from '@preact/signals'
import { Avatar, cleanName, cleanText, Icon, VisuallyHidden } from '@firsthand/ui'
import { visitorOf } from '../inbox/order-inbox.ts'
import { shownKeys } from '../keys/use-action.ts'
import { useConsole } from '../shell/console-context.ts'
import { commandIcon, searchIcon } from '../shell/icons.ts'
import { english as words } from '../words/english.ts'
import { actionIcons } from './action-icons.ts'
import { findEntries, type PaletteEntry } from './find-entries.ts'

/** Finds anything to do and anybody to go to, by typing. Arrows choose, Enter does it, Esc closes. */
export function Palette(): JSX.Element {
  const { actions, client, overlay, router, focus } = useConsole()
  const query = useSignal('')
  const chosen = useSignal(0)
  const entries = useComputed(() => findEntries(query.value, actions, client.inbox.conversations.value))
  const dialog = useRef<HTMLDialogElement>(null)
  const list = useId()
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    // A click beside it is a click on the dialog itself.
    const clicked = (event: MouseEvent): void => {
      if (event.target === element) overlay.value = 'none'
    }
    element?.addEventListener('click', clicked)
    return () => {
      element?.removeEventListener('click', clicked)
      element?.close()
    }
  }, [])
  const at = Math.min(chosen.value, entries.value.length - 1)
  useLayoutEffect(() => {
    dialog.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [at])

  const close = (): void => {
    overlay.value = 'none'
  }
  const take = (entry: PaletteEntry | undefined): void => {
    if (!entry) return
    close()
    // What was chosen may want the focus that the closing dialog gives back first.
    queueMicrotask(() => {
      if (entry.kind === 'action') return entry.action.run()
      router.go({ at: 'conversation', conversation: entry.conversation.id })
      focus.value = { part: 'conversation', turn: focus.peek().turn + 1 }
    })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const count = entries.value.length
    if (by !== undefined && count > 0) chosen.value = (at + by + count) % count
    else if (event.key === 'Enter') take(entries.value[at])
    else return
    event.preventDefault()
  }
  return (
    <dialog
      class="c-palette"
      aria-label={words.palette.title}
      ref={dialog}
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
    >
      <div class="c-palette-field">
        <Icon path={searchIcon} />
        <input
          type="text"
          role="combobox"
          autocomplete="off"
          spellcheck={false}
          aria-label={words.palette.title}
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={at >= 0 ? `${list}-${at}` : undefined}
          placeholder={words.palette.placeholder}
          value={query.value}
          onInput={(event) => {
            query.value = event.currentTarget.value
            chosen.value = 0
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div class="c-palette-list" id={list} role="listbox" aria-label={words.palette.title}>
        {entries.value.map((entry, index) => (
          // The field keeps the focus and takes the keys; a line is only pointed at.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={entry.kind === 'action' ? entry.action.id : entry.conversation.id}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === at}
            class="c-palette-entry"
            onPointerMove={() => (chosen.value = index)}
            onClick={() => take(entry)}
          >
            <Entry entry={entry} />
          </div>
        ))}
      </div>
      {entries.value.length === 0 && <p class="c-palette-none fh-muted">{words.palette.nothing}</p>}
      <VisuallyHidden live="polite">{query.value.trim() && words.palette.results(entries.value.length)}</VisuallyHidden>
    </dialog>
  )
}

function Entry({ entry }: { entry: PaletteEntry }): JSX.Element {
  const { letterKeys } = useConsole()
  if (entry.kind === 'action') {
    const [key] = shownKeys(entry.action, letterKeys.chosen.value)
    return (
      <>
        <Icon path={actionIcons[entry.action.id] ?? commandIcon} />
        <span>{entry.action.label()}</span>
        {key && <kbd>{key}</kbd>}
      </>
    )
  }
  const visitor = visitorOf(entry.conversation)
  return (
    <>
      <Avatar name={visitor?.name ?? null} face={visitor?.face ?? null} seed={visitor?.id ?? entry.conversation.id} size={24} />
      <span>
        <bdi>{cleanName(visitor?.name, words.visitor)}</bdi>
      </span>
      <bdi class="fh-small fh-muted">{cleanText(entry.conversation.subject.title)}</bdi>
    </>
  )
}
