import type { Id } from '@firsthand/protocol'
import type { Random } from '../measure/seeded.ts'

/** A UUIDv7 of that moment, its random bits from the generator: the same history has the same ids each time it is made. */
export function seededId(random: Random, at: number): Id {
  const time = at.toString(16).padStart(12, '0')
  const bits = (length: number): string =>
    Math.floor(random() * 16 ** length)
      .toString(16)
      .padStart(length, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${bits(3)}-${'89ab'[Math.floor(random() * 4)]}${bits(3)}-${bits(6)}${bits(6)}`
}
