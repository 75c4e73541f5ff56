/**
 * How long to wait before the next try: full jitter between half a second and a bound that doubles up to 20 seconds [P18],
 * so that thousands of clients that lost the same relay do not come back in one moment.
 *
 * @param failures tries that failed in a row, from 1
 * @param chance in [0, 1)
 */
export function backoffMs(failures: number, chance: number): number {
  const bound = Math.min(20_000, 500 * 2 ** failures)
  return 500 + chance * (bound - 500)
}

/** A number in [0, 1) for jitter. */
export function chance(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32
}
