import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import type { Plugin } from 'vite'

const root = import.meta.dirname
const everywhere = ['packages/*/src', 'examples/*/src', 'examples/*/test', 'scripts']
const files = (pattern: string): string[] => everywhere.map((folder) => `${folder}/**/${pattern}`)
const otherLayers = ['view', 'wire', 'store', 'browser', 'journey'].map((layer) => `**/*.${layer}.test.{ts,tsx}`)
const never = ['**/node_modules/**', '**/dist/**']

/**
 * With `DIST=1` the same tests run on the built files: `@firsthand/x` is its `dist`, and what a test imports from beside itself in
 * `src` is the file of the same path in `dist`.
 */
function builtFiles(): Plugin {
  const built = (source: string): string | undefined => {
    const file = source
      .replace('/widget/src/', '/widget/dist/npm/')
      .replace('/src/', '/dist/')
      .replace(/\.tsx?$/, '.js')
    return file !== source && existsSync(file) ? file : undefined
  }
  return {
    name: 'firsthand:built-files',
    enforce: 'pre',
    resolveId(id, importer) {
      const name = /^@firsthand\/([a-z]+)$/.exec(id)?.[1]
      if (name) return built(join(root, 'packages', name, 'src/index.ts'))
      if (!importer || !id.startsWith('.') || !/\.test\.tsx?$/.test(importer)) return undefined
      return built(resolve(dirname(importer), id))
    },
  }
}

export default defineConfig({
  root,
  plugins: process.env['DIST'] ? [builtFiles()] : [],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    // What is waited for may take its time on a busy machine; what is there at once costs nothing.
    expect: { poll: { timeout: 20_000 } },
    // Each layer runs after the one before it: what is cheap fails first, and browsers never share the machine with the rest.
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: files('*.test.{ts,tsx}'),
          exclude: [...never, ...otherLayers],
          environment: 'node',
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'view',
          include: files('*.view.test.{ts,tsx}'),
          exclude: never,
          environment: 'happy-dom',
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'store',
          globalSetup: ['packages/testkit/src/postgres/vitest-setup.ts'],
          include: files('*.store.test.ts'),
          exclude: never,
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'wire',
          globalSetup: ['packages/testkit/src/postgres/vitest-setup.ts'],
          include: files('*.wire.test.ts'),
          exclude: never,
          environment: 'node',
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 3 },
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['packages/journeys/faults/**/*.fault.test.ts'],
          exclude: never,
          environment: 'node',
          // Most of them wait for most of their time.
          maxWorkers: 2,
          testTimeout: 300_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 6 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: files('*.browser.test.{ts,tsx}'),
          exclude: never,
          environment: 'node',
          maxWorkers: 1,
          testTimeout: 60_000,
          hookTimeout: 90_000,
          sequence: { groupOrder: 4 },
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['packages/journeys/src/e2e/**/*.journey.test.ts', 'examples/**/*.journey.test.ts'],
          exclude: never,
          environment: 'node',
          maxWorkers: 1,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 5 },
        },
      },
    ],
  },
})
