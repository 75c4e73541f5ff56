import {
  closeSync,
  createReadStream,
  existsSync,
  fdatasyncSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { isId } from '@firsthand/protocol'
import { syncFolder } from '../keeping/sync-file.ts'
import { StoreError } from '../store-error.ts'
import { nameErased, type Erasure } from './erasure.ts'

/** The name of the list inside a data folder. */
export const ERASURES_FILE = 'firsthand.erased'

/** Four ids, with what stands between them. */
const LINE_BYTES = 4 * 37

/** The list of erasures beside a database: it outlives the database, so that a backup put back does not bring back what was deleted. */
export interface ErasureList {
  /**
   * Writes one down and waits for the disk. Who asks before the erasure is committed has it listed whenever it is acknowledged; what is listed and
   * was never committed does no harm, for it is asked for again through the same decision.
   *
   * @throws Error where the disk refuses
   */
  add(erasure: Erasure): void
  close(): void
}

/** Opens the list in a file, which is made with the first erasure. Of several relays each has its own. */
export function openErasureList(file: string): ErasureList {
  let open: number | null = null
  return {
    add({ conversation, author, target, deletion }) {
      open ??= openForAppending(file)
      try {
        writeWhole(open, `${conversation} ${author} ${target} ${deletion}\n`)
      } catch (cause) {
        // Opened anew, the next one does not stand on what may be half a line.
        close()
        throw cause
      }
    },
    close,
  }

  function close(): void {
    if (open !== null) closeSync(open)
    open = null
  }
}

/** Reads a list, oldest first; none where there is no file. A line that a power cut left half written is passed over: it was never acknowledged. */
export async function* readErasures(file: string, from = 0): AsyncGenerator<Erasure> {
  const lines = createInterface({ input: createReadStream(file, { encoding: 'utf8', start: from }), crlfDelay: Infinity })
  try {
    for await (const line of lines) {
      const [conversation, author, target, deletion] = line.split(' ')
      if (isId(conversation) && isId(author) && isId(target) && isId(deletion)) yield { conversation, author, target, deletion }
    }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause
  }
}

/** The newest erasures of a list, about so many, oldest first. */
export async function readLastErasures(file: string, count: number): Promise<Erasure[]> {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  const last: Erasure[] = []
  // What stands at its beginning may be half a line, and is passed over.
  for await (const erasure of readErasures(file, Math.max(0, size - count * LINE_BYTES))) last.push(erasure)
  return last
}

/**
 * Adds to a list what others have and it has not; answers how many lines that was.
 *
 * @throws StoreError `backup-unusable` where one of the others is not there: what it lists would come back
 */
export async function mergeErasures(file: string, others: readonly string[]): Promise<number> {
  const absent = others.find((other) => !existsSync(other))
  if (absent !== undefined)
    throw new StoreError('backup-unusable', `There is no list of erasures ${absent}. Name it as it is, or leave it out; nothing was done.`)
  const known = new Set<string>()
  for await (const { conversation, author, target } of readErasures(file)) known.add(nameErased(conversation, author, target))
  const missing: string[] = []
  for (const other of others) {
    for await (const { conversation, author, target, deletion } of readErasures(other)) {
      const name = nameErased(conversation, author, target)
      if (known.has(name)) continue
      known.add(name)
      missing.push(`${name} ${deletion}\n`)
    }
  }
  if (missing.length === 0) return 0
  const opened = openForAppending(file)
  try {
    writeWhole(opened, missing.join(''))
  } finally {
    closeSync(opened)
  }
  return missing.length
}

/** A disk that is nearly full takes the half of it, and says so by a number alone. */
function writeWhole(opened: number, text: string): void {
  const written = writeSync(opened, text)
  if (written < Buffer.byteLength(text)) throw new Error('The disk took only a part of the list of erasures.')
  fdatasyncSync(opened)
}

function openForAppending(file: string): number {
  mkdirSync(dirname(file), { recursive: true })
  const opened = openSync(file, 'a+')
  try {
    // What comes after half a line would be lost with it.
    const { size } = fstatSync(opened)
    const last = Buffer.alloc(1)
    if (size > 0 && readSync(opened, last, 0, 1, size - 1) === 1 && last.toString() !== '\n') writeSync(opened, '\n')
    syncFolder(dirname(file))
    return opened
  } catch (cause) {
    closeSync(opened)
    throw cause
  }
}
