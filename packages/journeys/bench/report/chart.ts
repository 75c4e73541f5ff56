/** A figure over a quantity that grows by factors, such as milliseconds over entries. */
export interface Chart {
  /** The name of its file, without the ending. */
  name: string
  title: string
  /** What the growing quantity is, and its values. */
  along: { label: string; values: readonly number[] }
  /** What is measured, with its unit. */
  figure: string
  lines: readonly { name: string; values: readonly number[] }[]
}

const WIDTH = 720
const HEIGHT = 360
const LEFT = 64
const RIGHT = 150
const TOP = 48
const BOTTOM = 52
/** Told apart by people who see colours differently (Okabe and Ito), and each line has its name at its end. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9']

/** Draws a chart as an SVG that reads on light and on dark ground. */
export function drawChart({ title, along, figure, lines }: Chart): string {
  const top = niceCeiling(Math.max(...lines.flatMap((line) => line.values)))
  const x = (at: number): number => LEFT + ((WIDTH - LEFT - RIGHT) * at) / Math.max(1, along.values.length - 1)
  const y = (value: number): number => HEIGHT - BOTTOM - ((HEIGHT - TOP - BOTTOM) * value) / top
  const ticks = [0, 1, 2, 3, 4].map((part) => (top * part) / 4)
  const names = spread(lines.map((line) => y(line.values.at(-1) ?? 0)))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escape(title)}">`,
    '<style>text{font:13px system-ui,sans-serif;fill:#1f2328}.grid{stroke:#d0d7de}@media(prefers-color-scheme:dark){text{fill:#e6edf3}.grid{stroke:#3d444d}}</style>',
    `<text x="${LEFT}" y="24" style="font-weight:600">${escape(title)}</text>`,
    ...ticks.map(
      (tick) =>
        `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(tick)}" y2="${y(tick)}"/><text x="${LEFT - 8}" y="${y(tick) + 4}" text-anchor="end">${short(tick)}</text>`,
    ),
    ...along.values.map((value, at) => `<text x="${x(at)}" y="${HEIGHT - BOTTOM + 20}" text-anchor="middle">${short(value)}</text>`),
    `<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 10}" text-anchor="middle">${escape(along.label)}</text>`,
    `<text x="${LEFT}" y="${TOP - 8}" style="font-size:12px">${escape(figure)}</text>`,
    ...lines.flatMap(({ name, values }, at) => {
      const colour = COLOURS[at % COLOURS.length]
      const points = values.map((value, place) => `${x(place).toFixed(1)},${y(value).toFixed(1)}`)
      return [
        `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${points.join(' ')}"/>`,
        ...points.map((point) => `<circle fill="${colour}" r="3" cx="${point.split(',')[0]}" cy="${point.split(',')[1]}"/>`),
        `<text x="${WIDTH - RIGHT + 10}" y="${(names[at] ?? 0) + 4}" style="fill:${colour}">${escape(name)}</text>`,
      ]
    }),
    '</svg>\n',
  ].join('\n')
}

/** 1, 2, 2.5 or 5 times a power of ten, just above. */
function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1e-9)))
  return ([1, 2, 2.5, 5].find((step) => step * power >= value) ?? 10) * power
}

/** Heights of names, moved apart until none covers another. */
function spread(heights: readonly number[]): number[] {
  const order = heights.map((height, at) => ({ height, at })).toSorted((one, other) => one.height - other.height)
  const placed: number[] = []
  let last = Number.NEGATIVE_INFINITY
  for (const { height, at } of order) placed[at] = last = Math.max(height, last + 16)
  return placed
}

/** 1500 as `1.5 k`, ten million as `10 M`. */
function short(value: number): string {
  if (value >= 1e6) return `${Number((value / 1e6).toFixed(1))} M`
  if (value >= 1e3) return `${Number((value / 1e3).toFixed(1))} k`
  return String(Number(value.toPrecision(3)))
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
