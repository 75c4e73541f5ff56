import type { Socket } from 'node:net'
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import type { Seeded } from './seeded.ts'

/** What may be wrong with one direction of a connection. What is left out is as it should be. */
export interface LaneFaults {
  /** Every byte comes so much later. */
  latencyMs?: number
  /** And so much more, or less, by chance; their order is kept. */
  jitterMs?: number
  bytesPerSecond?: number
  /** Bytes come in pieces of at most so many, each in a segment of its own. */
  sliceBytes?: number
  /** Bytes are taken and never come out, and neither does the end of the connection: a link that is half open. */
  blackhole?: boolean
  /** The connection is reset once so many bytes have come through. */
  cutAfterBytes?: number
}

/** One direction of a connection. */
export interface Lane {
  /** From now on nothing comes out of it, whatever is set. */
  strand(): void
  readonly stranded: boolean
}

interface LaneOptions {
  from: Socket
  into: Socket
  faults: () => LaneFaults
  chance: Seeded
  /** Sees each chunk before it goes anywhere; `false` swallows this one and all that follow. */
  inspect: (chunk: Buffer) => boolean
  reset: () => void
}

/** Who sends faster than the lane lets through has to wait once so much is under way. */
const UNDER_WAY_BYTES = 256 * 1024

/** Copies bytes from one socket into another, in their order, with all that is wrong with the way between. */
export function openLane({ from, into, faults, chance, inspect, reset }: LaneOptions): Lane {
  const queue: { piece: Buffer; due: number }[] = []
  let underWay = 0
  let passed = 0
  let lastDue = 0
  let stranded = false
  let ended = false
  let busy = false

  const isHole = (): boolean => stranded || faults().blackhole === true

  function take(chunk: Buffer): void {
    if (isHole()) return
    if (!inspect(chunk)) {
      stranded = true
      return
    }
    const { latencyMs = 0, jitterMs = 0, bytesPerSecond = Infinity, sliceBytes = Infinity } = faults()
    const arrived = performance.now()
    for (let at = 0; at < chunk.length; at += sliceBytes) {
      const piece = chunk.subarray(at, at + Math.min(sliceBytes, chunk.length))
      const earliest = arrived + latencyMs + (jitterMs > 0 ? chance.between(-jitterMs, jitterMs) : 0)
      lastDue = Math.max(lastDue, earliest) + (piece.length / bytesPerSecond) * 1000
      queue.push({ piece, due: lastDue })
      underWay += piece.length
      if (sliceBytes === Infinity) break
    }
    if (underWay > UNDER_WAY_BYTES) from.pause()
    void pump()
  }

  async function pump(): Promise<void> {
    if (busy) return
    busy = true
    for (let next = queue.shift(); next; next = queue.shift()) {
      const late = next.due - performance.now()
      if (late > 1) await wait(late)
      underWay -= next.piece.length
      if (underWay <= UNDER_WAY_BYTES / 2 && from.isPaused()) from.resume()
      if (isHole()) continue
      const left = (faults().cutAfterBytes ?? Infinity) - passed
      const piece = next.piece.subarray(0, Math.max(0, left))
      passed += piece.length
      await write(piece)
      // Pieces that are written in one turn are read in one piece.
      if (faults().sliceBytes !== undefined) await turn()
      if (passed >= (faults().cutAfterBytes ?? Infinity)) reset()
    }
    busy = false
    if (ended && !isHole()) into.end()
  }

  /** Resolves once the system has it: pieces that are written together would travel together. */
  function write(piece: Buffer): Promise<void> {
    return new Promise((resolve) => {
      if (into.destroyed || into.writableEnded || piece.length === 0) return resolve()
      into.once('close', resolve)
      into.write(piece, () => {
        into.off('close', resolve)
        resolve()
      })
    })
  }

  from.on('data', take)
  from.on('end', () => {
    ended = true
    void pump()
  })
  return {
    strand() {
      stranded = true
    },
    get stranded() {
      return isHole()
    },
  }
}
