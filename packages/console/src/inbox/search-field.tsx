import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Icon, IconButton, VisuallyHidden } from '@firsthand/ui'
import { useAction } from '../keys/use-action.ts'
import { useConsole } from '../shell/console-context.ts'
import { crossIcon, searchIcon } from '../shell/icons.ts'
import { english as words } from '../words/english.ts'
import { flattenInbox } from './order-inbox.ts'

/** Filters the list while one types. Enter and the arrow down go to what was found, Esc clears and leaves. */
export function SearchField(): JSX.Element {
  const { list, focus } = useConsole()
  const { label, keys } = useAction('search')
  const input = useRef<HTMLInputElement>(null)
  const { part, turn } = focus.value
  useLayoutEffect(() => {
    if (part !== 'search') return
    input.current?.focus()
    input.current?.select()
  }, [part, turn])
  const leave = (): void => {
    focus.value = { part: 'list', turn: focus.peek().turn + 1 }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing || !['Escape', 'Enter', 'ArrowDown'].includes(event.key)) return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') list.query.value = ''
    else list.point(flattenInbox(list.sections.value)[0]?.id ?? null)
    leave()
  }
  const query = list.query.value
  return (
    <div class="c-search" role="search">
      <Icon path={searchIcon} />
      <input
        ref={input}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        spellcheck={false}
        aria-label={label}
        aria-keyshortcuts={keys}
        placeholder={words.inbox.searchPlaceholder}
        value={query}
        onInput={(event) => (list.query.value = event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {query ? (
        <IconButton icon={crossIcon} label={words.inbox.clearSearch} onClick={() => (list.query.value = '')} />
      ) : (
        keys && <kbd aria-hidden="true">{keys}</kbd>
      )}
      <VisuallyHidden live="polite">{query.trim() && words.inbox.found(flattenInbox(list.sections.value).length)}</VisuallyHidden>
    </div>
  )
}
