/** The accent where a site names none: a quiet ink blue. */
export const DEFAULT_ACCENT = '#3557d6'

/**
 * A site's one colour as custom property, for the rule of `.fh`. Everything else follows from it in the style sheet: text on it and it as text
 * (both ≥ 4.5:1 by the definition of contrast), and the tint of the greys. A host page may set `--firsthand-accent` to any CSS colour over it.
 *
 * @param accent `#rgb` or `#rrggbb`; anything else (such as `red}*{background:url(//e)`) is {@link DEFAULT_ACCENT}
 * @example adoptStyles(root, `.fh{${accentTokens('#0a7d55')}}`)
 */
export function accentTokens(accent: string | null | undefined): string {
  return `--fh-site:${accent && /^#([\da-f]{3}|[\da-f]{6})$/i.test(accent) ? accent : DEFAULT_ACCENT};`
}
