/** Looks for bytes in a stream that comes in chunks of any size: answers whether they are complete with this chunk. */
export function createByteFinder(bytes: string): (chunk: Buffer) => boolean {
  const wanted = Buffer.from(bytes)
  let tail = Buffer.alloc(0)
  return (chunk) => {
    const seen = Buffer.concat([tail, chunk])
    tail = seen.subarray(Math.max(0, seen.length - wanted.length + 1))
    return seen.includes(wanted)
  }
}
