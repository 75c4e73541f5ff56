import { execFileSync, spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

/** The core the measured server has to itself; whoever makes the load takes another. */
export const serverCore = 0

/** Whether processes can be given a core each (Linux with taskset, two cores or more). */
export const canPin = isPinnable()

function isPinnable(): boolean {
  if (availableParallelism() < 2) return false
  try {
    execFileSync('taskset', ['-V'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Keeps this process, and what it makes load with, off the server's core. */
export function pinLoad(): void {
  if (!canPin) return
  // It fails where a thread of this process ends under its hands: that thread is gone, and the others are looked at again.
  for (let tried = 0; tried < 5; tried += 1) {
    if (spawnSync('taskset', ['-acp', '1', String(process.pid)], { stdio: 'ignore' }).status === 0) return
  }
}
