/** One thing to do, and when. */
export interface Step {
  /** Minutes since midnight; below zero it is the day before. */
  at: number
  what: string
}

/** How long each step takes in a kitchen of 21 °C, in minutes; what ferments goes half as fast for each 8 °C less. */
const steps = [
  { what: 'Feed the starter', minutes: 360, ferments: true },
  { what: 'Mix, and leave it alone', minutes: 45, ferments: false },
  { what: 'Salt, then fold every half hour', minutes: 270, ferments: true },
  { what: 'Shape, and let it rest', minutes: 90, ferments: true },
  { what: 'Into the oven, lid on', minutes: 45, ferments: false },
  { what: 'Out, and wait for the crust to sing', minutes: 0, ferments: false },
] as const

/**
 * Counts back from when the bread should be out.
 *
 * @param ready minutes since midnight
 * @param warmth of the kitchen, °C
 */
export function planBread(ready: number, warmth: number): Step[] {
  const pace = 2 ** ((21 - warmth) / 8)
  let at = ready
  return steps
    .toReversed()
    .map(({ what, minutes, ferments }) => {
      at -= Math.round(ferments ? minutes * pace : minutes)
      return { at, what }
    })
    .toReversed()
}

/** Such as `18:05`, or `the evening before, 22:10`. */
export function describeTime(at: number): string {
  const minutes = ((at % 1440) + 1440) % 1440
  const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  return at < 0 ? `the day before, ${time}` : time
}
