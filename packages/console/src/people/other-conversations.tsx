import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import { listIcon, Icon } from '@firsthand/ui'
import type { ConversationId, Person } from '@firsthand/protocol'
import { InboxRow } from '../inbox/inbox-row.tsx'
import { useConsole } from '../shell/console-context.ts'
import { english as words } from '../words/english.ts'

const SHOWN = 5

/** What else this person wrote to me about, among the conversations loaded. */
export function OtherConversations({ visitor, except }: { visitor: Person; except: ConversationId }): JSX.Element | null {
  const { client } = useConsole()
  const heading = useId()
  const others = client.inbox.conversations.value.filter(
    (one) => one.id !== except && one.participants.some((each) => each.role === 'visitor' && each.person.id === visitor.id),
  )
  if (others.length === 0) return null
  return (
    <section class="c-part" aria-labelledby={heading}>
      <h3 id={heading} class="c-part-head">
        <Icon path={listIcon} />
        <span>{words.about.others}</span>
      </h3>
      <ul class="c-others">
        {others.slice(0, SHOWN).map((one) => (
          <InboxRow key={one.id} conversation={one} withSubject roving={false} />
        ))}
      </ul>
    </section>
  )
}
