import { signal } from '@preact/signals-core'
import type { ReadonlySignal, Signal } from '@preact/signals-core'
import type { Page, PersonId, SubjectQuery } from '@firsthand/protocol'
import type { Link } from '../../link/link.ts'

/** Which page is looked at: one's own, and those of visitors one talks with. */
export interface Visits {
  visit(page: Page): void
  pageOf(person: PersonId): ReadonlySignal<(Page & { at: number }) | null>
  clear(): void
  close(): void
}

/** An address without query and hash: tokens hide there. */
export function canonicalUrl(url: string): string {
  return url.replace(/[?#].*$/s, '')
}

/** The same question without query and hash. */
export function canonicalQuery(query: SubjectQuery): SubjectQuery {
  return { ...query, url: canonicalUrl(query.url) }
}

/** Makes {@link Visits}. The page is said once, and again on every new connection. */
export function createVisits(link: Link): Visits {
  const pages = new Map<PersonId, Signal<(Page & { at: number }) | null>>()
  let page: Page | null = null

  function say(): void {
    if (page) void link.request('page:visit', { page })
  }

  async function read(person: PersonId): Promise<void> {
    const result = await link.insist('facts:read', { person })
    if (result.ok) show(person, result.value.page)
  }

  function show(person: PersonId, at: (Page & { at: number }) | null): void {
    const known = pages.get(person)
    if (known) known.value = at
  }

  const ends = [
    link.on('welcome', () => {
      say()
      for (const person of pages.keys()) void read(person)
    }),
    link.on('page:visited', (event) => show(event.person, event.page)),
  ]

  return {
    visit(next) {
      const url = canonicalUrl(next.url)
      if (page?.url === url && page.title === next.title) return
      page = { url, title: next.title }
      say()
    },
    pageOf(person) {
      let known = pages.get(person)
      if (!known) {
        known = signal(null)
        pages.set(person, known)
        void read(person)
      }
      return known
    },
    clear: () => pages.clear(),
    close() {
      for (const end of ends) end()
    },
  }
}
