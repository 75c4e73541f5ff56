import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const protocol = read('docs/PROTOCOL.md')
const everyPromise = Array.from({ length: 20 }, (_, index) => `P${index + 1}`)
const everyFault = Array.from({ length: 15 }, (_, index) => `F${index + 1}`)

/** A test, or one of a contract, says in its name what it holds: `test('[P4] …'`. */
const namesOf = (source: string): string[] =>
  Array.from(source.matchAll(/\b(?:test|it)(?:\.\w+(?:\([\s\S]*?\))?)*\(\s*(['"`])([\s\S]*?)\1/g), ([, , name = '']) => name)
const cited = new Map<string, Set<string>>()
for (const path of globSync(['packages/*/src/**/*.{ts,tsx}', 'packages/journeys/**/*.ts', 'examples/*/test/**/*.ts'], {
  cwd: root,
  exclude: ['**/node_modules/**', '**/dist/**'],
})) {
  for (const name of namesOf(read(path))) {
    for (const [, promise = ''] of name.matchAll(/\[([PF]\d+)\]/g)) cited.set(promise, (cited.get(promise) ?? new Set()).add(path))
  }
}

it('has each of the twenty promises in PROTOCOL.md, with who keeps it by which rule', () => {
  const rows = Array.from(protocol.matchAll(/^\| (P\d+) +\| (.+?) +\| (client|relay|both): R\d+/gm), ([, promise]) => promise)
  expect(rows).toEqual(everyPromise)
})

it('names for each promise tests that cite it', () => {
  const held = protocol.slice(protocol.indexOf('## Which tests hold the promises'))
  for (const promise of everyPromise) {
    const [, files = ''] = new RegExp(`^\\| ${promise} +\\| (.+) \\|$`, 'm').exec(held) ?? []
    const named = Array.from(files.matchAll(/`([^`]+)`/g), ([, path = '']) => path)
    expect(named, promise).not.toEqual([])
    expect(
      named.filter((path) => !cited.get(promise)?.has(path)),
      `${promise} is not cited by a test of`,
    ).toEqual([])
  }
})

it('cites no promise and no fault that is none', () => {
  expect([...cited.keys()].filter((one) => !everyPromise.includes(one) && !everyFault.includes(one))).toEqual([])
})

it('has an experiment for each of the fifteen faults, which says its number', () => {
  const numbers = globSync('packages/journeys/faults/experiments/f[0-9]*.ts', { cwd: root }).flatMap((path) =>
    Array.from(read(path).matchAll(/number: '(F\d+)'/g), ([, number]) => number),
  )
  expect(new Set(numbers)).toEqual(new Set(everyFault))
})
