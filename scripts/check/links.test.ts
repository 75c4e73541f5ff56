import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const documents = globSync(['*.md', 'docs/*.md', 'packages/*/README.md', 'examples/*/README.md'], { cwd: root })

/** The name a heading is linked by, as the usual renderers make it. */
const anchor = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')
const withoutCode = (text: string): string => text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '')
const anchorsOf = (path: string): string[] =>
  Array.from(
    readFileSync(path, 'utf8')
      .replace(/```[\s\S]*?```/g, '')
      .matchAll(/^#+ (.+)$/gm),
    ([, heading = '']) => anchor(heading),
  )

it('follows each link of the documentation to something that is there', () => {
  const dead = documents.flatMap((document) => {
    const from = join(root, document)
    const links = Array.from(withoutCode(readFileSync(from, 'utf8')).matchAll(/\]\(([^)\s]+)\)/g), ([, link = '']) => link)
    return links
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => {
        const [path = '', fragment] = link.split('#')
        const target = path ? resolve(dirname(from), path) : from
        return !existsSync(target) || (fragment !== undefined && !anchorsOf(target).includes(fragment))
      })
      .map((link) => `${relative(root, from)} → ${link}`)
  })
  expect(dead).toEqual([])
})
