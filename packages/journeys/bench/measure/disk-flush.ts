import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { median } from './median.ts'

/** How long the disk of a folder takes to keep 4 kB for good: milliseconds, the median of 200. */
export function measureDiskFlush(folder: string): number {
  const file = openSync(join(folder, 'flush'), 'w')
  const page = Buffer.alloc(4096, 1)
  try {
    return median(
      Array.from({ length: 200 }, () => {
        const from = performance.now()
        writeSync(file, page)
        fdatasyncSync(file)
        return performance.now() - from
      }),
    )
  } finally {
    closeSync(file)
  }
}
