import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createId } from '@firsthand/protocol'
import { expect, test, vi } from 'vitest'
import { createTestFolder } from '../contract/test-folder.ts'
import type { Erasure } from './erasure.ts'
import { mergeErasures, openErasureList, readErasures, readLastErasures } from './erasure-list.ts'

/** How much of a write the disk takes, in bytes. */
const disk = vi.hoisted(() => ({ takes: Infinity }))

vi.mock('node:fs', async (load) => {
  const fs = await load<typeof import('node:fs')>()
  const writeSync = (opened: number, text: string): number => fs.writeSync(opened, text.slice(0, disk.takes))
  return { ...fs, writeSync }
})

const make = (): Erasure => ({ conversation: createId(), author: createId(), target: createId(), deletion: createId() })

const readAll = async (file: string): Promise<Erasure[]> => {
  const all: Erasure[] = []
  for await (const erasure of readErasures(file)) all.push(erasure)
  return all
}

test('[P13] what was added is read again, in its order, also after half a line that a power cut left', async () => {
  const file = join(createTestFolder(), 'deep', 'list')
  const erasures = [make(), make(), make()]
  const first = openErasureList(file)
  first.add(erasures[0]!)
  first.add(erasures[1]!)
  first.close()
  appendFileSync(file, `${createId()} ${createId()} 0198`)
  const second = openErasureList(file)
  second.add(erasures[2]!)
  second.close()
  expect(await readAll(file)).toEqual(erasures)
})

test('the last of a list are read without the rest', async () => {
  const file = join(createTestFolder(), 'list')
  expect(await readLastErasures(file, 2)).toEqual([])
  const erasures = Array.from({ length: 9 }, make)
  const list = openErasureList(file)
  for (const erasure of erasures) list.add(erasure)
  list.close()
  expect(await readLastErasures(file, 2)).toEqual(erasures.slice(-2))
  expect(await readLastErasures(file, 100)).toEqual(erasures)
})

test('a list of which nothing was ever written is empty, and makes no file', async () => {
  const file = join(createTestFolder(), 'list')
  openErasureList(file).close()
  expect(await readAll(file)).toEqual([])
  expect(() => readFileSync(file)).toThrow('ENOENT')
})

test('lists are merged without a line twice', async () => {
  const folder = createTestFolder()
  const [shared, own, other] = [make(), make(), make()]
  const write = (name: string, erasures: Erasure[]): string => {
    const list = openErasureList(join(folder, name))
    for (const erasure of erasures) list.add(erasure)
    list.close()
    return join(folder, name)
  }
  const mine = write('mine', [shared, own])
  const theirs = write('theirs', [other, shared])
  expect(await mergeErasures(mine, [theirs, theirs])).toBe(1)
  expect(await mergeErasures(mine, [theirs])).toBe(0)
  expect(await readAll(mine)).toEqual([shared, own, other])
})

test('[P13] a list that is named and not there is told, and nothing is merged', async () => {
  const folder = createTestFolder()
  const theirs = join(folder, 'theirs')
  const list = openErasureList(theirs)
  list.add(make())
  list.close()
  const merging = mergeErasures(join(folder, 'mine'), [theirs, join(folder, 'nowhere')])
  await expect(merging).rejects.toMatchObject({ code: 'backup-unusable', message: expect.stringContaining('nowhere') as string })
  expect(await readAll(join(folder, 'mine'))).toEqual([])
})

test('[P13] an erasure of which the disk took a half is refused, and takes the next one not with it', async () => {
  const file = join(createTestFolder(), 'list')
  const list = openErasureList(file)
  const [first, half, next] = [make(), make(), make()]
  list.add(first)
  disk.takes = 70
  expect(() => list.add(half)).toThrow('only a part')
  disk.takes = Infinity
  list.add(next)
  list.close()
  expect(await readAll(file)).toEqual([first, next])
})
