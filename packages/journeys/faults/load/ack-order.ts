/** A message by what can be seen of it in system calls. */
export interface TracedMessage {
  /** Words of its text that no other has: they stand in the page of the log it is committed with. */
  token: string
  /** Stands in its ack. */
  cid: string
}

/** What the order of system calls tells of one message. */
export interface AckOrder extends TracedMessage {
  /** `safe`: its ack left after the flush of what it was written with. `early`: before it. `unseen`: the trace lacks the one or the other. */
  order: 'safe' | 'early' | 'unseen'
}

const WRITE = /\b(write|writev|pwrite64|pwritev|sendto|sendmsg)\(\d+<([^>]*)>/
const FLUSH = /\b(fdatasync|fsync)\(\d+<([^>]*)>\)\s*=\s*0/
const FLUSH_BEGINS = /^(\d+)\s.*\b(?:fdatasync|fsync)\(\d+<([^>]*)> ?<unfinished/
const FLUSH_ENDS = /^(\d+)\s.*<\.\.\. (?:fdatasync|fsync) resumed>\)\s*=\s*0/

/**
 * Reads a trace of the relay (`strace -f -y`): whether each ack left only after the write-ahead log was flushed, with the message in it.
 * Pure, so that its own judgement can be tested on traces that are wrong.
 */
export function checkAckOrder(calls: readonly string[], messages: readonly TracedMessage[]): AckOrder[] {
  const flushed: number[] = []
  const begun = new Map<string, string>()
  const logWrites: { at: number; line: string }[] = []
  const sends: { at: number; line: string }[] = []
  for (const [at, line] of calls.entries()) {
    const begins = FLUSH_BEGINS.exec(line)
    if (begins) begun.set(begins[1]!, begins[2]!)
    const ends = FLUSH_ENDS.exec(line)
    const file = ends ? begun.get(ends[1]!) : FLUSH.exec(line)?.[2]
    if (file?.endsWith('-wal')) flushed.push(at)
    const target = WRITE.exec(line)?.[2]
    if (target?.endsWith('-wal')) logWrites.push({ at, line })
    else if (target?.startsWith('socket:') || target?.startsWith('TCP')) sends.push({ at, line })
  }
  return messages.map(({ token, cid }) => {
    const written = logWrites.find((one) => one.line.includes(token))?.at
    const acked = sends.find((one) => one.line.includes(cid) && one.line.includes('ok\\":true'))?.at
    if (written === undefined || acked === undefined) return { token, cid, order: 'unseen' }
    const safe = flushed.find((at) => at > written)
    return { token, cid, order: safe !== undefined && safe < acked ? 'safe' : 'early' }
  })
}
