import { render } from 'preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { englishComposerWords } from '../words/composer-words.ts'
import { Composer, type ComposerProps } from './composer.tsx'

let place: HTMLElement
const onSend = vi.fn<(text: string) => void>()

function draw(value: string, more: Partial<ComposerProps> = {}): HTMLTextAreaElement {
  render(
    <Composer value={value} onInput={() => {}} onSend={onSend} label="Write to Ada" words={englishComposerWords} limit={100} {...more} />,
    place,
  )
  return place.querySelector('textarea')!
}
const press = (field: HTMLElement, init: KeyboardEventInit): boolean =>
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init }))

beforeEach(() => {
  place = document.createElement('div')
  document.body.append(place)
  onSend.mockClear()
})
afterEach(() => {
  vi.restoreAllMocks()
  render(null, place)
  place.remove()
})

test('Enter sends what was written, trimmed', () => {
  press(draw('  hello \n'), {})
  expect(onSend.mock.calls).toEqual([['hello']])
})
test('Shift and Enter begin a line', () => {
  expect(press(draw('hello'), { shiftKey: true })).toBe(true)
  expect(onSend).not.toHaveBeenCalled()
})
test('Enter belongs to the input method while it composes', () => {
  press(draw('こんに'), { isComposing: true })
  press(draw('こんに'), { keyCode: 229 })
  expect(onSend).not.toHaveBeenCalled()
})
test('on a touch keyboard Enter begins a line and the button sends', () => {
  vi.spyOn(globalThis, 'matchMedia').mockReturnValue({ matches: true } as MediaQueryList)
  const field = draw('hello')
  press(field, {})
  expect(onSend).not.toHaveBeenCalled()
  place.querySelector<HTMLElement>('[type=submit]')!.click()
  expect(onSend.mock.calls).toEqual([['hello']])
  expect(document.activeElement).toBe(field)
})
test('nothing but white space is not sent', () => {
  press(draw(' \n '), {})
  expect(onSend).not.toHaveBeenCalled()
  expect(place.querySelector<HTMLButtonElement>('[type=submit]')!.disabled).toBe(true)
})
test('near the limit it counts; over it, it waits and keeps the text', () => {
  draw('x'.repeat(80))
  expect(place.querySelector('.fh-count')).toBeNull()
  draw('x'.repeat(95))
  expect(place.querySelector('.fh-count')!.textContent).toBe('5 characters left')
  const field = draw('x'.repeat(101))
  expect(place.querySelector('.fh-count')!.textContent).toBe('1 character too many')
  press(field, {})
  expect(onSend).not.toHaveBeenCalled()
  expect(field.value).toHaveLength(101)
})
test('Esc leaves an edit and goes no further', () => {
  const onCancelEdit = vi.fn<() => void>()
  const outside = vi.fn<() => void>()
  place.addEventListener('keydown', outside)
  press(draw('hello', { onCancelEdit }), { key: 'Escape' })
  expect(onCancelEdit).toHaveBeenCalledOnce()
  expect(outside).not.toHaveBeenCalled()
})
test('its field and button have names', () => {
  expect(draw('x').getAttribute('aria-label')).toBe('Write to Ada')
  expect(place.querySelector('[type=submit]')!.getAttribute('aria-label')).toBe('Send')
  draw('x', { onCancelEdit: () => {} })
  expect(place.querySelector('[type=submit]')!.getAttribute('aria-label')).toBe('Save')
})
