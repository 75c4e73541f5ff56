import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lookBuild, planBuilds } from './plan-build.mjs'

const widget = { name: 'widget', sources: ['client', 'widget'], made: 'packages/widget/dist/manifest.json' }

let root: string
const write = (path: string, text: string): void => {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), text)
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'firsthand-build-'))
  write('pnpm-lock.yaml', 'lock')
  write('packages/client/src/log.ts', 'export const log = []')
  write('packages/widget/src/loader.ts', 'export const load = 1')
  write('packages/widget/dist/manifest.json', '{"version":"1"}')
})
afterEach(() => rmSync(root, { recursive: true }))

describe('whether a start builds', () => {
  const plan = (built: Record<string, string>) => planBuilds([widget], built, (build) => lookBuild(root, build))
  const remember = (): Record<string, string> => ({ widget: lookBuild(root, widget) ?? '' })

  test('builds what was never built', () => {
    expect(plan({})).toEqual([widget])
  })

  test('builds nothing where nothing changed', () => {
    expect(plan(remember())).toEqual([])
  })

  test.each([
    ['a source of its own', 'packages/widget/src/loader.ts'],
    ['a source of a package below it', 'packages/client/src/log.ts'],
    ['a new file', 'packages/client/src/link/backoff.ts'],
    ['the lock file', 'pnpm-lock.yaml'],
    ['the result, by somebody else', 'packages/widget/dist/manifest.json'],
  ])('builds again where %s changed', (_, path) => {
    const built = remember()
    write(path, 'something else')
    expect(plan(built)).toEqual([widget])
  })

  test('builds again where the result is gone', () => {
    const built = remember()
    rmSync(join(root, widget.made))
    expect(plan(built)).toEqual([widget])
  })

  test('does not mind tests, other results, or what is installed', () => {
    const built = remember()
    write('packages/client/src/log.test.ts', 'test')
    write('packages/client/dist/log.js', 'built')
    write('packages/client/node_modules/x/index.js', 'installed')
    expect(plan(built)).toEqual([])
  })
})
