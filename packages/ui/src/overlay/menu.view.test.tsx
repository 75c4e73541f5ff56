import { render } from 'preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Menu } from './menu.tsx'

let place: HTMLElement
let anchor: HTMLButtonElement
const onClose = vi.fn<() => void>()
const chosen = vi.fn<() => void>()
const press = (key: string): void => {
  document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
}

beforeEach(() => {
  place = document.createElement('div')
  anchor = document.createElement('button')
  document.body.append(anchor, place)
  onClose.mockClear()
  chosen.mockClear()
  render(
    <Menu label="Menu" anchor={anchor} onClose={onClose} items={['One', 'Two', 'Three'].map((label) => ({ label, onSelect: chosen }))} />,
    place,
  )
})
afterEach(() => {
  render(null, place)
  place.remove()
  anchor.remove()
})

test('the focus goes to the first, and the arrows lead round', () => {
  expect(document.activeElement!.textContent).toBe('One')
  const went = ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Home', 'End'].map((key) => {
    press(key)
    return document.activeElement!.textContent
  })
  expect(went).toEqual(['Two', 'Three', 'One', 'Three', 'One', 'Three'])
})
test('Esc closes it alone', () => {
  const outside = vi.fn<() => void>()
  place.addEventListener('keydown', outside)
  press('Escape')
  expect(onClose).toHaveBeenCalledOnce()
  expect(outside).not.toHaveBeenCalled()
})
test('what is chosen happens after it has closed', () => {
  ;(document.activeElement as HTMLElement).click()
  expect(onClose.mock.invocationCallOrder[0]).toBeLessThan(chosen.mock.invocationCallOrder[0]!)
})
test('the focus goes back to where it hangs', () => {
  render(null, place)
  expect(document.activeElement).toBe(anchor)
})
