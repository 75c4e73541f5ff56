import type { JSX } from 'preact'
import { cleanText } from '../text.ts'
import { linkify } from './linkify.ts'

/** Somebody's text as they wrote it: plain, with its safe links. Never markup. */
export function RichText({ text }: { text: string }): JSX.Element {
  return (
    <>
      {linkify(cleanText(text)).map(({ text: shown, href }, at) =>
        href ? (
          <a key={at} href={href} target="_blank" rel="noopener noreferrer nofollow">
            {shown}
          </a>
        ) : (
          shown
        ),
      )}
    </>
  )
}
