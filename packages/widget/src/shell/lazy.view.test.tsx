import { render } from 'preact'
import { act } from 'preact/test-utils'
import { expect, test, vi } from 'vitest'
import { lazy } from './lazy.tsx'

test('what cannot be fetched goes back by itself, and is tried again the next time', async () => {
  const onBack = vi.fn()
  const load = vi
    .fn<() => Promise<() => string>>()
    .mockRejectedValueOnce(new Error('offline'))
    .mockResolvedValue(() => 'Here it is')
  const Later = lazy<{ onBack(): void }>(load)
  const place = document.createElement('div')
  const draw = (): Promise<void> => act(async () => render(<Later onBack={onBack} />, place))
  await draw()
  expect(onBack).toHaveBeenCalledOnce()
  expect(place.textContent).toBe('')
  render(null, place)
  await draw()
  await vi.waitFor(() => expect(place.textContent).toBe('Here it is'))
  expect(onBack).toHaveBeenCalledOnce()
})
