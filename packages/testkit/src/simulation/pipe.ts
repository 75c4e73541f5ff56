import type { Life, World } from './world.ts'

/** One direction of a connection: in order, late, and lost from some moment on. As TCP gives it. */
export interface Pipe {
  push(label: string, deliver: () => void): void
  /** All that is on its way arrives, then this, then nothing more. */
  end(label: string, deliver: () => void): void
  /** Nothing arrives any more: what is on its way is lost from the nth frame on. */
  lose(from: number): void
}

/** Opens a pipe whose far end lives with `life`. */
export function openPipe(world: World, life: Life, delay: () => number): Pipe {
  const queue: (() => void)[] = []
  let last = 0
  let lost = false
  const push = (label: string, deliver: () => void): void => {
    if (lost) return
    queue.push(deliver)
    last = Math.max(last, world.now() + delay())
    // Whichever of this pipe's moments comes first: the oldest frame is what arrives.
    life.at(last, label, () => queue.shift()?.())
  }
  return {
    push,
    end(label, deliver) {
      push(label, deliver)
      lost = true
    },
    lose(from) {
      queue.length = Math.min(queue.length, from)
      lost = true
    },
  }
}
