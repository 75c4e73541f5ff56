import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { tmpdir } from 'node:os'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firsthand-directions-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
/** A package as it stands in the workspace: by name, exporting its source, linked to those it depends on. */
const writePackage = (name: string, files: Record<string, string>, dependsOn: string[] = []): void => {
  const dependencies = Object.fromEntries(dependsOn.map((other) => [`@firsthand/${other}`, 'workspace:*']))
  write(
    `packages/${name}/package.json`,
    JSON.stringify({ name: `@firsthand/${name}`, type: 'module', exports: { '.': './src/index.ts' }, dependencies }),
  )
  for (const [path, text] of Object.entries(files)) write(`packages/${name}/src/${path}`, text)
  mkdirSync(join(folder, `packages/${name}/node_modules/@firsthand`), { recursive: true })
  for (const other of dependsOn)
    symlinkSync(join(folder, 'packages', other), join(folder, `packages/${name}/node_modules/@firsthand/${other}`))
}
/** The names of the rules that what was written breaks. */
const brokenRules = async (): Promise<string[]> => {
  const args = [depcruise, '--config', join(root, '.dependency-cruiser.mjs'), '--output-type', 'json', 'packages']
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder, maxBuffer: 1e8 }).catch(
    (failed: { stdout: string }) => failed,
  )
  const { summary } = JSON.parse(stdout) as { summary: { totalDependenciesCruised: number; violations: { rule: { name: string } }[] } }
  expect(summary.totalDependenciesCruised).toBeGreaterThan(0)
  return summary.violations.map((violation) => violation.rule.name)
}

it('lets the client import the protocol', async () => {
  writePackage('protocol', { 'index.ts': 'export interface A { a: 1 }\nexport const a = 1' })
  writePackage('client', { 'index.ts': `import { a } from '@firsthand/protocol'\nexport const b: number = a` }, ['protocol'])
  expect(await brokenRules()).toEqual([])
})

it('forbids the protocol to import the client, even for a type', async () => {
  writePackage('client', { 'index.ts': 'export interface A { a: 1 }' })
  writePackage('protocol', { 'index.ts': `import type { A } from '@firsthand/client'\nexport type B = A` }, ['client'])
  expect(await brokenRules()).toContain('arrows-of-protocol')
})

it('forbids the widget to import the relay', async () => {
  writePackage('relay', { 'index.ts': 'export const a = 1' })
  writePackage('widget', { 'mount.tsx': `import { a } from '@firsthand/relay'\nexport const b = <p>{a}</p>` }, ['relay'])
  expect(await brokenRules()).toContain('arrows-of-widget')
})

it('forbids one feature to import another', async () => {
  writePackage('relay', {
    'features/chat/send.ts': `import { read } from '../receipts/read.ts'\nexport const send = read`,
    'features/receipts/read.ts': 'export const read = 1',
  })
  expect(await brokenRules()).toEqual(['no-feature-imports-another'])
})

it('forbids a way into another package past its exports', async () => {
  writePackage('protocol', { 'ids.ts': 'export const id = 1' })
  writePackage('client', { 'index.ts': `import { id } from '../../protocol/src/ids.ts'\nexport const b = id` })
  expect(await brokenRules()).toContain('packages-by-their-name')
})

it('forbids what is shipped to import the test kit, and lets tests do it', async () => {
  writePackage('testkit', { 'index.ts': 'export const kit = 1' })
  const text = `import { kit } from '@firsthand/testkit'\nexport const a = kit`
  writePackage('relay', { 'a.ts': text, 'a.wire.test.ts': text }, ['testkit'])
  expect((await brokenRules()).filter((rule) => rule === 'testkit-is-for-tests')).toHaveLength(1)
})

it('forbids a circle of what runs, and lets types name each other', async () => {
  writePackage('client', {
    'a.ts': `import { b } from './b.ts'\nexport const a = (): unknown => b`,
    'b.ts': `import { a } from './a.ts'\nexport const b = (): unknown => a`,
    'c.ts': `import type { D } from './d.ts'\nexport interface C { d: D }`,
    'd.ts': `import type { C } from './c.ts'\nexport interface D { c: C }`,
  })
  expect(new Set(await brokenRules())).toEqual(new Set(['no-circle']))
})
