import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync, statfsSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder on a disk that can be full. */
export interface SmallDisk {
  readonly folder: string
  /** How it is done here, in words. */
  readonly how: string
  /** Lets nothing more fit, but for so many bytes. */
  fill(leaving: number): void
  /** Makes room again. */
  free(): void
  close(): void
}

const SIZE = '48m'
const BLOCK = 4096

/**
 * A small `tmpfs` where this process may mount one. Elsewhere the relay's own limit of a file's size stands in for it (`prlimit`): writing
 * beyond it fails as on a full disk, with another error. Null where neither can be had.
 */
export function openSmallDisk(): ((relay: () => number) => SmallDisk) | null {
  const folder = mkdtempSync(join(tmpdir(), 'firsthand-small-disk-'))
  if (tries('mount', '-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', folder)) return () => onTmpfs(folder)
  if (tries('prlimit', '--version')) return (relay) => underLimit(folder, relay)
  rmSync(folder, { recursive: true })
  return null
}

function onTmpfs(folder: string): SmallDisk {
  const filler = join(folder, 'filler')
  return {
    folder,
    how: `a tmpfs of ${SIZE}`,
    fill(leaving) {
      const { bavail, bsize } = statfsSync(folder)
      appendFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - leaving)))
    },
    free: () => rmSync(filler, { force: true }),
    close() {
      // The relay may have just let go of it.
      if (!tries('umount', folder)) tries('umount', '--lazy', folder)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function underLimit(folder: string, relay: () => number): SmallDisk {
  const limit = (bytes: string): void => void execFileSync('prlimit', ['--pid', String(relay()), `--fsize=${bytes}:unlimited`])
  return {
    folder,
    how: 'a limit of the size of a file (prlimit), for nothing may be mounted here',
    fill(leaving) {
      const written = statSync(join(folder, 'firsthand.sqlite-wal')).size
      limit(String(Math.ceil((written + leaving) / BLOCK) * BLOCK))
    },
    free: () => limit('unlimited'),
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function tries(program: string, ...args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
