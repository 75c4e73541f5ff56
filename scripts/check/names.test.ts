import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const files = globSync(
  ['packages/*/src/**/*.{ts,tsx}', 'packages/journeys/bench/**/*.ts', 'examples/*/src/**/*', 'scripts/**/*.{ts,mjs}'],
  {
    cwd: root,
    exclude: ['**/node_modules/**', '**/dist/**'],
  },
).filter((path) => /\.[a-z]+$/.test(path))

/** Words that name nothing here, and the drawers everything ends up in. */
const banned = /(^|[-.])(rooms?|threads?|tickets?|agents?|managers?|utils?|services?|common|data|info|helpers?|misc)([-.]|$)/

it('calls no file by a word that names nothing', () => {
  expect(files.length).toBeGreaterThan(50)
  expect(files.filter((path) => banned.test(basename(path)))).toEqual([])
})

it('has no drawer for types', () => {
  expect(files.filter((path) => /^types?\.tsx?$/.test(basename(path)))).toEqual([])
})

it('writes file names in kebab-case', () => {
  expect(files.filter((path) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)+$/.test(basename(path)))).toEqual([])
})
