/** One press of the keyboard, named: `j`, `?`, `Enter`, `mod+k` (Command on a Mac, Control elsewhere). */
export type Chord = string

/** What of a keyboard event names the chord. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey'>

/**
 * Names a press. A letter is lower-case however Shift and Caps Lock stand; Shift matters only where it makes another sign.
 * On a keyboard that writes no Latin letters the key's place counts instead: `j` is where it always was.
 */
export function readChord(press: KeyPress): Chord {
  const latin = press.key.length > 1 || press.key.charCodeAt(0) < 0x80
  const key = latin ? press.key : press.code.replace(/^Key/, '')
  const name = key.length === 1 ? key.toLowerCase() : key
  return (press.ctrlKey || press.metaKey ? 'mod+' : '') + (press.altKey ? 'alt+' : '') + name
}

/** Whether a chord is a lone character, which somebody who dictates may press without meaning it (WCAG 2.1.4). */
export function isSingleCharacter(chord: Chord): boolean {
  return chord.length === 1
}

/** A chord as one writes it on a key cap. */
export function showChord(chord: Chord, mac: boolean): string {
  const [key = '', ...modifiers] = chord.split('+').toReversed()
  const caps: Record<string, string> = { Escape: 'Esc', Enter: '↵', ArrowDown: '↓', ArrowUp: '↑' }
  const cap = caps[key] ?? (key.length === 1 ? key.toUpperCase() : key)
  if (modifiers.length === 0) return cap
  return mac ? `⌘${cap}` : `Ctrl ${cap}`
}
