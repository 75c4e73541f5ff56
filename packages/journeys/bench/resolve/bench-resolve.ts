import { indexSubjects, resolveSubject, type Resolvable } from '@firsthand/relay'
import { percentile } from '../measure/percentile.ts'
import { pick, seeded } from '../measure/seeded.ts'
import type { Section } from '../report/section.ts'
import { atMost, reported } from '../table.ts'

const SEED = 41
const ORIGIN = 'https://resolve.example'
const milliseconds = (value: number): string => `${value.toFixed(4)} ms`

/** Page → subject → owner, on a site with so many subjects and URL patterns. */
export function benchResolve(subjects: number, patterns: number, samples: number): Section {
  const random = seeded(SEED)
  const every = Array.from({ length: subjects }, (_, at): Resolvable => {
    const url = `${ORIGIN}/area-${at % 300}/page-${at}`
    if (at >= patterns) return { key: `s${at}`, url }
    return { key: `s${at}`, url, patterns: [`${ORIGIN}/area-${at % 300}/*/group-${at}/**`] }
  })
  const from = performance.now()
  const index = indexSubjects(every, { key: '@site', url: ORIGIN })
  const built = performance.now() - from
  const kinds: Record<string, () => string> = {
    'a page with a subject of its own': () => {
      const at = pick(random, subjects)
      return `${ORIGIN}/area-${at % 300}/page-${at}`
    },
    'a page a pattern covers': () => {
      const at = pick(random, patterns)
      return `${ORIGIN}/area-${at % 300}/any/group-${at}/below/it?from=mail`
    },
    'a page nobody claimed': () => `${ORIGIN}/area-${pick(random, 300)}/unknown/${pick(random, 1e6)}`,
  }
  return {
    title: 'From page to person',
    how: `${subjects.toLocaleString('en')} subjects and ${patterns.toLocaleString('en')} URL patterns on one site, ${samples.toLocaleString('en')} pages of each kind.`,
    lines: [
      ...Object.entries(kinds).map(([name, url]) => {
        const times = Array.from({ length: samples }, () => {
          const page = url()
          const began = performance.now()
          resolveSubject(index, { url: page })
          return performance.now() - began
        })
        return atMost(`${name}, p99`, percentile(times, 0.99), 1, milliseconds)
      }),
      reported('laying them out, once at start', `${Math.round(built)} ms`),
    ],
  }
}
