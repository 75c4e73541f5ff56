import { clockIcon, FailureReference, Icon } from '@firsthand/ui'
import type { OtherWay } from '@firsthand/protocol'
import type { JSX } from 'preact'
import { Fragment } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'
import type { TalkWords } from '../words/talk/en.ts'
import { describeConnection } from './connection-words.ts'
import type { PanelModel } from './panel-model.ts'
import { linkOf } from './safe-link.ts'

/** How the connection stands, said calmly and only when it matters; with the site's other ways where waiting may not help. */
export function ConnectionLine({
  model,
  ways,
  talk,
}: {
  model: PanelModel
  ways: readonly OtherWay[]
  talk: TalkWords
}): JSX.Element | null {
  const onLine = useOnLine()
  const connection = describeConnection(model.client.connection.value, onLine, talk, model.client.storage.value === 'kept')
  if (!connection) return null
  const links = connection.stuck ? (model.card.value?.site.otherWays ?? ways).map(linkOf).filter((link) => link !== null) : []
  return (
    <div class="fh-connection fh-small" role="status">
      <Icon path={clockIcon} />
      <span>
        {connection.text} {connection.failure && <FailureReference failure={connection.failure} words={talk.timeline} />}
        {links.length > 0 && ` ${talk.otherWays} `}
        {links.map(({ href, text }, at) => (
          <Fragment key={href}>
            {at > 0 && ' · '}
            <a href={href} target="_blank" rel="noopener noreferrer">
              {text}
            </a>
          </Fragment>
        ))}
      </span>
    </div>
  )
}

function useOnLine(): boolean {
  const [onLine, setOnLine] = useState(navigator.onLine)
  useLayoutEffect(() => {
    const look = (): void => setOnLine(navigator.onLine)
    addEventListener('online', look)
    addEventListener('offline', look)
    return () => {
      removeEventListener('online', look)
      removeEventListener('offline', look)
    }
  }, [])
  return onLine
}
