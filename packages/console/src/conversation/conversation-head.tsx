import type { JSX } from 'preact'
import {
  Avatar,
  backIcon,
  Button,
  checkCircleIcon,
  cleanName,
  cleanText,
  Icon,
  IconButton,
  PageLink,
  personIcon,
  PresenceDot,
} from '@firsthand/ui'
import type { Conversation, Person } from '@firsthand/protocol'
import { visitorOf } from '../inbox/order-inbox.ts'
import { subjectIcon } from '../inbox/section-head.tsx'
import { isResolvedNow } from '../keys/actions.ts'
import { useAction } from '../keys/use-action.ts'
import { useConsole } from '../shell/console-context.ts'
import { reopenIcon } from '../shell/icons.ts'
import { english as words } from '../words/english.ts'

/** Who one talks with, about what, where they are just now; and what one can do with the conversation as a whole. */
export function ConversationHead({ conversation }: { conversation: Conversation | null }): JSX.Element {
  const console = useConsole()
  const { router } = console
  const [resolve, about] = [useAction('resolve'), useAction('about')]
  const visitor = conversation && visitorOf(conversation)
  const resolved = isResolvedNow(console)
  return (
    <header class="c-head">
      <span class="c-head-back">
        <IconButton icon={backIcon} flip label={words.conversationPane.back} onClick={() => router.leaveTo({ at: 'inbox' })} />
      </span>
      {conversation && (
        <>
          <Avatar name={visitor?.name ?? null} face={visitor?.face ?? null} seed={visitor?.id ?? conversation.id} size={40} />
          <div class="c-head-who">
            <h2>
              <bdi>{cleanName(visitor?.name, words.visitor)}</bdi>
              {resolved && (
                <span class="c-mark">
                  <Icon path={checkCircleIcon} />
                  {words.conversationPane.resolved}
                </span>
              )}
            </h2>
            <p class="c-head-subject fh-small fh-muted">
              <Icon path={subjectIcon(conversation.subject.kind)} />
              <bdi>{cleanText(conversation.subject.title)}</bdi>
            </p>
          </div>
          {visitor && <WhereTheyAre visitor={visitor} />}
          <span class="c-head-resolve">
            <Button icon={resolved ? reopenIcon : checkCircleIcon} onClick={resolve.run} {...keysOf(resolve)}>
              {resolve.label}
            </Button>
            <span class="fh-tip" aria-hidden="true">
              {resolve.label}
              {resolve.keys && <kbd>{resolve.keys}</kbd>}
            </span>
          </span>
          <span class="c-head-about">
            <IconButton icon={personIcon} label={about.label} onClick={about.run} {...keysOf(about)} />
          </span>
        </>
      )}
    </header>
  )
}

function WhereTheyAre({ visitor }: { visitor: Person }): JSX.Element {
  const page = useConsole().client.pageOf(visitor.id).value
  return (
    <div class="c-where fh-small">
      <p class="c-where-now">
        {page && <PresenceDot presence="here" />}
        {page ? words.conversationPane.looksAt : words.conversationPane.notOnPage}
      </p>
      {page && <PageLink page={{ ...page, title: '' }} since={cleanName(page.title, '')} />}
    </div>
  )
}

function keysOf({ keys }: { keys?: string }): { keys?: string } {
  return keys === undefined ? {} : { keys }
}
