import type { JSX } from 'preact'
import { useEffect, useId } from 'preact/hooks'
import { useSignal } from '@preact/signals'
import { Button, cleanName, eyeIcon, FactList, Icon, Skeleton } from '@firsthand/ui'
import type { Person, PersonFacts } from '@firsthand/protocol'
import { useConsole } from '../shell/console-context.ts'
import { english as words } from '../words/english.ts'
import { factWords } from '../words/piece-words.ts'

/**
 * What is kept of a visitor: the very answer they get about themselves. Read again when they say or do something (`head` moves),
 * change page, or come to be called otherwise.
 */
export function PersonFactsPart({ visitor, head }: { visitor: Person; head: number }): JSX.Element {
  const { client } = useConsole()
  const facts = useSignal<PersonFacts | 'loading' | 'failed'>('loading')
  const turn = useSignal(0)
  const page = client.pageOf(visitor.id).value
  const online = client.connection.value.state === 'online'
  useEffect(() => {
    let wanted = true
    const read = async (): Promise<void> => {
      const result = await client.readFacts(visitor.id)
      if (!wanted) return
      if (result.ok) facts.value = result.value
      else if (typeof facts.peek() === 'string') facts.value = 'failed'
    }
    void read()
    return () => {
      wanted = false
    }
  }, [visitor.id, visitor.name, page?.url, head, online, turn.value])
  const heading = useId()
  const stands = facts.value
  return (
    <section class="c-part" aria-labelledby={heading}>
      <h3 id={heading} class="c-part-head">
        <Icon path={eyeIcon} />
        <span>{visitor.name ? words.about.facts(cleanName(visitor.name, words.visitor)) : words.about.factsFor}</span>
      </h3>
      {stands === 'loading' ? (
        <Skeleton label={words.about.loadingFacts} lines={4} />
      ) : stands === 'failed' ? (
        <p class="fh-small fh-muted">
          {words.about.factsFailed}{' '}
          <Button look="quiet" onClick={() => (turn.value += 1)}>
            {words.retry}
          </Button>
        </p>
      ) : (
        <>
          <FactList facts={stands} words={factWords} />
          <p class="c-part-foot fh-small fh-muted">{words.about.factsHint}</p>
        </>
      )}
    </section>
  )
}
