import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findFile } from './find-file.ts'

const folder = join(import.meta.dirname, '../site')

describe('which file an address stands for', () => {
  test('a folder is its index, a file is itself', async () => {
    expect(await findFile(folder, '/')).toEqual({ path: join(folder, 'index.html'), type: 'text/html; charset=utf-8' })
    expect(await findFile(folder, '/css/base.css')).toMatchObject({ type: 'text/css; charset=utf-8' })
  })

  test.each(['/nowhere/', '/wren', '/css', '/css/', '/mark.png', '/%', '/mark.svg%00.html'])('%s is nothing', async (path) => {
    expect(await findFile(folder, path)).toBeNull()
  })

  test.each([
    '/../firsthand.config.json',
    '/%2e%2e/faces/hana.svg',
    '/..%2ffaces/hana.svg',
    '/css/../../faces/hana.svg',
    '//../faces/hana.svg',
  ])('%s does not lead out of the folder', async (path) => {
    expect(await findFile(folder, path)).toBeNull()
  })
})
