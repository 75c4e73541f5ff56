import { LIMITS } from '@firsthand/protocol'
import { adoptStyles, Button, closeIcon, IconButton, type ComposerWords } from '@firsthand/ui'
import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { PanelModel } from '../../shell/panel-model.ts'
import type { TalkWords } from '../../words/talk/en.ts'
import { nameFormStyles } from './name-line.css.ts'

/** Over the composer: what the owner sees instead of a name, and a place to give one. Never asked for twice, never a must. */
export function NameLine({
  model,
  words,
  talk,
  owner,
}: {
  model: PanelModel
  words: ComposerWords
  talk: TalkWords
  owner: string
}): JSX.Element {
  const input = useRef<HTMLInputElement>(null)
  const open = model.naming.value
  useLayoutEffect(() => {
    if (!open) return
    adoptStyles(input.current!.getRootNode() as ShadowRoot, nameFormStyles)
    input.current!.focus()
  }, [open])
  const leave = (): void => {
    model.naming.value = false
    model.wantsFocus.value++
  }
  if (!open) {
    return (
      <p class="fh-naming fh-small fh-muted">
        {talk.seenAs(owner)}{' '}
        <button type="button" class="fh-inline" onClick={() => (model.naming.value = true)}>
          {talk.addName}
        </button>
      </p>
    )
  }
  return (
    <form
      class="fh-name-form"
      onSubmit={(event) => {
        event.preventDefault()
        const name = input.current!.value.trim()
        if (name) void model.shown.peek().conversation.giveName(name)
        leave()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        leave()
      }}
    >
      <input
        ref={input}
        class="fh-input"
        dir="auto"
        autocomplete="name"
        maxLength={LIMITS.name}
        aria-label={talk.yourName}
        placeholder={talk.yourName}
        title={talk.nameHint(owner)}
        defaultValue={model.client.you.value?.name ?? ''}
      />
      <Button type="submit" look="primary" onClick={() => {}}>
        {words.save}
      </Button>
      <IconButton icon={closeIcon} label={words.cancel} onClick={leave} />
    </form>
  )
}
