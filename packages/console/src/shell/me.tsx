import { useRef } from 'preact/hooks'
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { Avatar, IconButton, leaveIcon, Menu, moreIcon, type MenuItem } from '@firsthand/ui'
import { useAction } from '../keys/use-action.ts'
import { english as words } from '../words/english.ts'
import { useConsole } from './console-context.ts'
import { bellIcon, commandIcon, keyboardIcon } from './icons.ts'
import { Switch } from './switch.tsx'

/** Who is signed in, how visitors see them, and what belongs to the console as a whole. */
export function Me(): JSX.Element {
  const { member, client, notifications } = useConsole()
  const { name, face, id } = member.person
  const open = useSignal(false)
  const anchor = useRef<HTMLButtonElement>(null)
  const [palette, keys, away, notify, signOut] = [
    useAction('palette'),
    useAction('keys'),
    useAction('appearAway'),
    useAction('notify'),
    useAction('signOut'),
  ]
  const presence = useOwnPresence()
  const items: MenuItem[] = [
    item(palette, commandIcon),
    item(keys, keyboardIcon),
    ...(notifications.permission.value === 'unasked' ? [item(notify, bellIcon)] : []),
    item(signOut, leaveIcon),
  ]
  return (
    <header class="c-me">
      <Avatar name={name} face={face} seed={id} size={32} presence={presence === 'here' ? 'here' : 'away'} />
      <div class="c-me-who">
        <p class="c-me-name">
          <bdi>{name}</bdi>
        </p>
        <p class="fh-small fh-muted" role="status">
          {presence === 'here' ? words.me.here : presence === 'away' ? words.me.seenAway : words.me.appearsAway}
        </p>
      </div>
      <span class="c-me-away" aria-hidden="true">
        {words.me.away}
      </span>
      <Switch label={words.me.appearAway} on={client.presence.value.appearAway} keys={away.keys} onChange={away.run} />
      <IconButton
        icon={moreIcon}
        label={words.me.menu}
        expanded={open.value}
        buttonRef={anchor}
        onClick={() => (open.value = !open.value)}
      />
      {open.value && anchor.current && (
        <Menu label={words.me.menu} items={items} anchor={anchor.current} onClose={() => (open.value = false)} />
      )}
    </header>
  )
}

function useOwnPresence(): 'here' | 'away' | 'appears-away' {
  const { client, now } = useConsole()
  const { hereUntil, appearAway } = client.presence.value
  if (appearAway) return 'appears-away'
  return hereUntil !== null && hereUntil > now.value ? 'here' : 'away'
}

function item(action: ReturnType<typeof useAction>, icon: string): MenuItem {
  return { label: action.label, icon, onSelect: action.run, ...(action.keys === undefined ? {} : { keys: action.keys }) }
}
