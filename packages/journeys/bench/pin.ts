import { execFileSync } from 'node:child_process'
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
  if (canPin) execFileSync('taskset', ['-acp', '1', String(process.pid)], { stdio: 'ignore' })
}
