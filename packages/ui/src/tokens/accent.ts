import { contrast, parseHex, toHex, toOklch, toRgb } from './color.ts'

/** The accent where a site names none: a quiet ink blue. */
export const DEFAULT_ACCENT = '#3557d6'

const WHITE = [1, 1, 1] as const
const NIGHT = toRgb([0.19, 0.015, 260])
const INK = toRgb([0.2, 0.02, 260])

/**
 * Derives from a site's one colour everything the screens need of it, as custom properties for the rule of `.fh`:
 * the accent itself, text on it (contrast ≥ 4.5:1), the accent as text on a surface (≥ 4.5:1), and the hue that tints the greys.
 *
 * @param accent `#rgb` or `#rrggbb`; anything else (attack: `red}*{…`) falls back to {@link DEFAULT_ACCENT}
 * @example adoptStyles(root, `.fh{${accentTokens('#0a7d55')}}`)
 */
export function accentTokens(accent: string | null | undefined): string {
  const rgb = parseHex(accent ?? '') ?? parseHex(DEFAULT_ACCENT)!
  const [lightness, chroma, hue] = toOklch(rgb)
  // A fill too dark to stand out from a dark surface is lifted; by day every accent stays as the site chose it.
  const nightFill = lightness < 0.55 ? toRgb([0.55, chroma, hue]) : rgb
  const readable = (on: typeof WHITE | typeof NIGHT, step: number): string => {
    let at = lightness
    let tried = rgb
    while (contrast(tried, on) < 5.5 && at > 0 && at < 1) tried = toRgb([(at += step), chroma, hue])
    return toHex(tried)
  }
  const onFill = (fill: typeof rgb): string => toHex(contrast(fill, WHITE) >= 4.5 ? WHITE : contrast(fill, INK) >= 4.5 ? INK : [0, 0, 0])
  return (
    `--fh-hue:${hue.toFixed(1)};--fh-vivid:${Math.min(1, chroma / 0.12).toFixed(2)};` +
    `--fh-accent:light-dark(${toHex(rgb)},${toHex(nightFill)});` +
    `--fh-on-accent:light-dark(${onFill(rgb)},${onFill(nightFill)});` +
    `--fh-accent-ink:light-dark(${readable(WHITE, -0.01)},${readable(NIGHT, 0.01)});`
  )
}
