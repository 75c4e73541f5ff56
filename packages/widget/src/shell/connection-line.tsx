import { Icon, clockIcon } from '@firsthand/ui'
import type { OtherWay } from '@firsthand/protocol'
import type { JSX } from 'preact'
import type { Words } from '../words/en.ts'
import { linkOf } from './safe-link.ts'

/** How the connection stands, said calmly and only when it matters; with the site's other ways where waiting may not help. */
export function ConnectionLine({ text, ways, words }: { text: string; ways: readonly OtherWay[]; words: Words }): JSX.Element {
  const links = ways.map(linkOf).filter((link) => link !== null)
  return (
    <div class="fh-connection fh-small" role="status">
      <Icon path={clockIcon} />
      <span>
        {text}
        {links.length > 0 && <> {words.otherWays} </>}
        {links.map(({ href, text: shown }, at) => (
          <>
            {at > 0 && ' · '}
            <a href={href} target="_blank" rel="noopener noreferrer">
              {shown}
            </a>
          </>
        ))}
      </span>
    </div>
  )
}
