import { cleanName } from '../text.ts'

/** One or two letters that stand for a face: first and last word of a name, whole characters of any script. Empty for no name. */
export function initialsOf(name: string | null): string {
  const words = cleanName(name, '').split(' ')
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map(
    (word) => Array.from(word ?? '').find((one) => /[\p{L}\p{N}]/u.test(one)) ?? '',
  )
  return letters.join('').toLocaleUpperCase()
}

/** A hue of one's own, 0–359, from an id or name: the same on every screen. */
export function hueOf(seed: string): number {
  let sum = 7
  for (const letter of seed) sum = (sum * 31 + letter.codePointAt(0)!) % 36_007
  return sum % 360
}
