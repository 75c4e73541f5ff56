import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkFolder } from './check-folder.mjs'

describe('the data folder', () => {
  let place: string
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'firsthand-folder-'))
  })
  afterEach(() => rmSync(place, { recursive: true }))

  test('is made where it is not there, for nobody else to read', () => {
    expect(checkFolder(join(place, 'kept/here'))).toBeNull()
    expect(statSync(join(place, 'kept/here')).mode & 0o077).toBe(0)
  })

  test('is left as it is where it is there', () => {
    const before = statSync(place).mode
    expect(checkFolder(place)).toBeNull()
    expect(statSync(place).mode).toBe(before)
  })

  test('is refused in one line where a file stands in its place, or above it', () => {
    writeFileSync(join(place, 'file'), '')
    for (const folder of [join(place, 'file'), join(place, 'file/below')]) {
      const line = checkFolder(folder)
      expect(line).toMatch(/cannot be written to \(E[A-Z]+\)\. Choose another: FIRSTHAND_DATA=… npm start$/)
      expect(line).toContain(folder)
      expect(line).not.toContain('\n')
    }
  })
})
