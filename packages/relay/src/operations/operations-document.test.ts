import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TSchema } from 'typebox'
import { expect, test } from 'vitest'
import { CONFIG_DEFAULTS } from '../config.ts'
import { ConfigSchema } from '../config-schema.ts'
import { ENVIRONMENT } from '../read-config.ts'
import { createPrometheusMetrics } from './prometheus-metrics.ts'

const root = join(import.meta.dirname, '../../../..')
const operations = await readFile(join(root, 'docs/OPERATIONS.md'), 'utf8')
const rules = await readFile(join(root, 'examples/deploy/prometheus/firsthand-rules.yaml'), 'utf8')

/** What stands under a heading, up to the next of its own rank or a higher one. */
const section = (title: string): string => {
  const [, ...rest] = operations.split(`\n${title}\n`)
  return rest.join('').split(new RegExp(`^#{1,${title.indexOf(' ')}} `, 'm'))[0]!
}
const rowsOf = (title: string): string[][] =>
  section(title)
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')))
const namesOf = (title: string): string[] => rowsOf(title).map(([, name]) => name!)

const isSource = (file: string): boolean => file.endsWith('.ts') && !file.endsWith('.test.ts')
const readSource = (file: string): Promise<string> => readFile(join(root, 'packages/relay/src', file), 'utf8')

/** Every field of a schema by its path, as people write it: `sites[].origins`. */
function readPaths(schema: TSchema, path = ''): string[] {
  const { properties, items, anyOf } = schema as { properties?: Record<string, TSchema>; items?: TSchema; anyOf?: TSchema[] }
  const below = [
    ...Object.entries(properties ?? {}).flatMap(([name, inner]) => {
      const at = path === '' ? name : `${path}.${name}`
      return [at, ...readPaths(inner, at)]
    }),
    ...(items ? readPaths(items, `${path}[]`) : []),
    ...(anyOf ?? []).flatMap((inner) => readPaths(inner, path)),
  ]
  return [...new Set(below)]
}

test('every field of the configuration has its row, and no row has a field that is none', () => {
  expect(new Set(namesOf('### The file'))).toEqual(new Set(readPaths(ConfigSchema)))
})

test('the defaults are those of the code', () => {
  const said = new Map(rowsOf('### The file').map(([, name, standard]) => [name, standard]))
  for (const name of ['host', 'port', 'dataFolder', 'trustProxy', 'polling', 'logLevel'] as const)
    expect([name, said.get(name)]).toEqual([name, String(CONFIG_DEFAULTS[name])])
})

test('every environment variable has its row, and names a field that is one', () => {
  const rows = rowsOf('### The environment')
  expect(new Set(rows.map(([, name]) => name))).toEqual(new Set(Object.keys(ENVIRONMENT)))
  const fields = rows.map(([, , field]) => field!).filter((field) => field !== '')
  expect(readPaths(ConfigSchema)).toEqual(expect.arrayContaining(fields))
})

test('every metric has its row, with its kind and labels, and no row has one that is none', () => {
  const { registry } = createPrometheusMetrics()
  const own = registry.getMetricsAsArray().filter(({ name }) => name.startsWith('firsthand_'))
  const counted = own.map(({ name, type, ...metric }) => {
    const { labelNames } = metric as unknown as { labelNames: string[] }
    return `${name} ${String(type)} ${labelNames.filter((label) => label !== 'le').join(', ')}`
  })
  expect(new Set(rowsOf('## Metrics').map(([, name, kind, labels]) => `${name} ${kind} ${labels}`))).toEqual(new Set(counted))
})

test('the rules for Prometheus ask for metrics that there are', () => {
  const { registry } = createPrometheusMetrics()
  const names = registry.getMetricsAsArray().map(({ name }) => name)
  const asked = [...rules.matchAll(/expr: (.*)$/gm)].flatMap(
    ([, expression]) => expression!.match(/(?:firsthand|nodejs|process)_\w+/g) ?? [],
  )
  expect(asked.length).toBeGreaterThan(10)
  for (const name of asked) expect(names).toContain(name.replace(/_bucket$/, ''))
})

test('what stands in the table of logs is what the log says', async () => {
  const said = rowsOf('## Logs').flatMap(([, messages]) => messages!.split(', '))
  expect(said.length).toBeGreaterThan(15)
  const sources = await Promise.all((await readdir(join(root, 'packages/relay/src'), { recursive: true })).filter(isSource).map(readSource))
  const own = said.filter((message) => !message.startsWith('Server listening at'))
  for (const message of own)
    expect(
      sources.some((source) => source.includes(message.split('…')[0]!.trim())),
      message,
    ).toBe(true)
})

test('no section is empty', () => {
  const sections = operations.split(/^##+ .*$/m).slice(1)
  for (const text of sections) expect(text.trim()).not.toBe('')
  expect(operations.includes('<!--')).toBe(false)
})
