import type { PersonFacts } from '@firsthand/protocol'
import type { ComponentChildren, JSX } from 'preact'
import { readAddress } from '../address.ts'
import { momentOf } from '../dates.ts'
import { cleanName, cleanText } from '../text.ts'

/** The words of {@link FactList}. */
export interface FactWords {
  /** BCP 47, for `Intl`. */
  locale: string
  fields: Record<FactField, string>
  /** Stands where a name was not given. */
  noName: string
  kinds: Record<PersonFacts['person']['kind'], string>
  unknown: string
  /** Stands where no page of theirs is connected. */
  noPage: string
  since(moment: string): string
  none: string
}

/** Every fact there is, in the order both sides read them. */
export const FACT_FIELDS = ['name', 'kind', 'page', 'locale', 'firstMessageAt', 'conversations'] as const

/** One of {@link FACT_FIELDS}. */
export type FactField = (typeof FACT_FIELDS)[number]

/**
 * All that is kept of a visitor. The panel shows it to the visitor and the console to the owner: one list, so that neither can show
 * what the other does not.
 */
export function FactList({ facts, words }: { facts: PersonFacts; words: FactWords }): JSX.Element {
  return (
    <dl class="fh-facts">
      {FACT_FIELDS.map((field) => (
        <div key={field}>
          <dt class="fh-small fh-muted">{words.fields[field]}</dt>
          <dd>{drawFact(field, facts, words)}</dd>
        </div>
      ))}
    </dl>
  )
}

function drawFact(
  field: FactField,
  { person, page, locale, firstMessageAt, conversations }: PersonFacts,
  words: FactWords,
): ComponentChildren {
  switch (field) {
    case 'name':
      return <bdi>{cleanName(person.name, words.noName)}</bdi>
    case 'kind':
      return words.kinds[person.kind]
    case 'page':
      return page ? <PageLink page={page} since={words.since(momentOf(page.at, words.locale))} /> : words.noPage
    case 'locale':
      return languageName(locale, words.locale) ?? words.unknown
    case 'firstMessageAt':
      return firstMessageAt === null ? words.none : momentOf(firstMessageAt, words.locale)
    case 'conversations':
      return conversations.toLocaleString(words.locale)
  }
}

/** A page somebody looks at: its title, and its address as text and as a link where it is safe to follow. */
export function PageLink({ page, since }: { page: { url: string; title: string }; since?: string }): JSX.Element {
  const { href, shown } = readAddress(page.url)
  const title = cleanName(page.title, '')
  return (
    <span class="fh-page" title={since}>
      {title && <bdi>{title}</bdi>}
      {href ? (
        <a class="fh-small" href={href} target="_blank" rel="noopener noreferrer nofollow">
          <bdi>{shown}</bdi>
        </a>
      ) : (
        <bdi class="fh-small">{shown}</bdi>
      )}
    </span>
  )
}

/** A language by its name in the reader's own; the tag itself where nobody knows it. Null for none. */
function languageName(tag: string | null, reader: string): string | null {
  const clean = cleanText(tag).slice(0, 35)
  if (!clean) return null
  try {
    return new Intl.DisplayNames(reader, { type: 'language' }).of(clean) ?? clean
  } catch {
    return clean
  }
}
