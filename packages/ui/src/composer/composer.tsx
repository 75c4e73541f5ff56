import type { JSX, Ref } from 'preact'
import { useRef } from 'preact/hooks'
import { IconButton } from '../controls/icon-button.tsx'
import { closeIcon, editIcon, Icon, sendIcon, tickIcon } from '../icons.tsx'
import type { ComposerWords } from '../words/composer-words.ts'

/** What {@link Composer} takes. */
export interface ComposerProps {
  /** The draft; the caller keeps it. */
  value: string
  onInput(text: string): void
  /** Called with the trimmed text, never empty, never over the limit. It works offline too: the client keeps it. */
  onSend(text: string): void
  /** Its accessible name and placeholder, such as "Write to Ada". */
  label: string
  words: ComposerWords
  /** The longest text the relay takes (`limits.messageText`). */
  limit: number
  /** Set while a message is being edited: drawn as a strip with a way out. Esc leaves too. */
  onCancelEdit?: (() => void) | undefined
  inputRef?: Ref<HTMLTextAreaElement>
}

/**
 * Where one writes: grows to six lines; Enter sends, Shift+Enter begins a line. While an input method composes, Enter is its own; on touch
 * keyboards Enter begins a line and the button sends.
 */
export function Composer({ value, onInput, onSend, label, words, limit, onCancelEdit, inputRef }: ComposerProps): JSX.Element {
  const form = useRef<HTMLFormElement>(null)
  const left = limit - value.trim().length
  const ready = left >= 0 && left < limit
  const send = (): void => {
    if (ready) onSend(value.trim())
    form.current!.querySelector('textarea')!.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && onCancelEdit) {
      event.stopPropagation()
      onCancelEdit()
    }
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    if (matchMedia('(hover: none) and (pointer: coarse)').matches && !event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    send()
  }
  return (
    <form
      class="fh-composer"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {onCancelEdit && (
        <div class="fh-editing fh-small">
          <Icon path={editIcon} />
          <span>{words.editing}</span>
          <IconButton icon={closeIcon} label={words.cancel} onClick={onCancelEdit} />
        </div>
      )}
      <div class="fh-field">
        <div class="fh-grow" data-text={value}>
          <textarea
            ref={inputRef ?? null}
            rows={1}
            // Empty, it runs as the placeholder does.
            dir={value ? 'auto' : undefined}
            value={value}
            placeholder={label}
            aria-label={label}
            enterkeyhint="enter"
            onInput={(event) => onInput(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
        </div>
        <button
          class="fh-send"
          type="submit"
          disabled={!ready}
          aria-label={onCancelEdit ? words.save : words.send}
          // The focus stays in the text, and a touch keyboard stays up.
          onMouseDown={(event) => event.preventDefault()}
        >
          <Icon path={onCancelEdit ? tickIcon : sendIcon} />
        </button>
      </div>
      {left < Math.min(500, limit / 10) && (
        <div class={`fh-count fh-small ${left < 0 ? 'fh-over' : ''}`} role="status">
          {left < 0 ? words.tooMany(-left) : words.left(left)}
        </div>
      )}
    </form>
  )
}
