import type { Conversation } from '@firsthand/protocol'
import { Avatar, Button, cleanName, cleanText, plusIcon, Sheet, shortDayOf } from '@firsthand/ui'
import type { JSX } from 'preact'
import type { PanelSheetProps } from '../../shell/sheets.tsx'
import { panelSheetStyles } from '../../shell/sheet.css.ts'
import type { Words } from '../../words/en.ts'
import type { TalkWords } from '../../words/talk/en.ts'

/** One's conversations on this site, newest first, each with the face of who answers. */
export function ConversationsSheet({ model, words, talk, relay, onBack }: PanelSheetProps): JSX.Element {
  const { inbox } = model.client
  const now = model.client.serverNow()
  const current = model.shown.value.conversation.id
  return (
    <Sheet title={words.conversations} closeLabel={talk.timeline.back} onClose={onBack} styles={panelSheetStyles}>
      {inbox.conversations.value.length === 0 && <p class="fh-muted">{talk.conversationsEmpty}</p>}
      <ul class="fh-list">
        {inbox.conversations.value.map((one) => (
          <li key={one.id}>
            <button type="button" aria-current={one.id === current} onClick={() => model.show(one.id)}>
              <Line one={one} words={words} talk={talk} relay={relay} now={now} you={model.client.you.value?.id} />
            </button>
          </li>
        ))}
      </ul>
      {inbox.older.value !== 'none' && (
        <Button look="quiet" disabled={inbox.older.value === 'loading'} onClick={() => void inbox.loadOlder()}>
          {inbox.older.value === 'loading'
            ? words.loading
            : inbox.older.value === 'failed'
              ? talk.timeline.tryAgain
              : talk.timeline.earlier}
        </Button>
      )}
      <Button icon={plusIcon} onClick={() => model.begin()}>
        {talk.newConversation}
      </Button>
    </Sheet>
  )
}

function Line({
  one,
  words,
  talk,
  relay,
  now,
  you,
}: {
  one: Conversation
  words: Words
  talk: TalkWords
  relay: string
  now: number
  you: string | undefined
}): JSX.Element {
  const owner = one.participants.find(({ role }) => role === 'owner')?.person
  const { last } = one
  const said = last?.type === 'message' ? cleanName(last.body?.text, '') : ''
  return (
    <>
      <Avatar name={owner?.name ?? null} face={owner?.face ? relay + owner.face : null} seed={owner?.id ?? ''} size={40} />
      <span class="fh-list-text">
        <span class="fh-list-top">
          <span>
            <bdi>{cleanName(one.subject.title, one.subject.key)}</bdi>
          </span>
          <time class="fh-small fh-muted">{shortDayOf(last?.at ?? one.startedAt, now, words.locale)}</time>
        </span>
        <span class="fh-list-last fh-small fh-muted">
          <span>
            <bdi>{cleanText(last?.author === you ? talk.said(said) : said)}</bdi>
          </span>
          {one.unread > 0 && (
            <span class="fh-badge">
              {one.unread > 99 ? '99+' : one.unread}
              <span class="fh-hidden"> {words.unread(one.unread)}</span>
            </span>
          )}
          {one.status === 'resolved' && <span class="fh-state">{talk.resolved}</span>}
        </span>
      </span>
    </>
  )
}
