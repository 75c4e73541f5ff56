import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { defineFirsthandElement, type FirsthandWidgetElement } from './element.ts'
import { mount, type MountedWidget } from './mount.ts'

vi.mock(import('./mount.ts'), () => ({ mount: vi.fn<typeof mount>() }))

const update = vi.fn<MountedWidget['update']>()
const unmount = vi.fn<MountedWidget['unmount']>()

beforeAll(() => {
  defineFirsthandElement()
  defineFirsthandElement()
})
beforeEach(() => void vi.mocked(mount).mockReturnValue({ update, unmount } as unknown as MountedWidget))
afterEach(() => {
  document.body.replaceChildren()
  vi.clearAllMocks()
})

function place(attributes: Record<string, string>): FirsthandWidgetElement {
  const element = document.createElement('firsthand-widget') as FirsthandWidgetElement
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  document.body.append(element)
  return element
}

it('mounts with what its attributes say, once it is in the page', () => {
  const element = place({ relay: 'https://relay.example', site: 'demo', subject: 'pricing' })
  expect(mount).toHaveBeenCalledExactlyOnceWith({ relay: 'https://relay.example', site: 'demo', subject: 'pricing' })
  expect(element.widget).not.toBeNull()
})

it('waits for relay and site', () => {
  const element = place({ site: 'demo' })
  expect(mount).not.toHaveBeenCalled()
  element.setAttribute('relay', 'https://relay.example')
  expect(mount).toHaveBeenCalledTimes(1)
})

it('changes with its attributes, and begins anew for another site', () => {
  const element = place({ relay: 'https://relay.example', site: 'demo' })
  element.setAttribute('theme', 'dark')
  expect(update).toHaveBeenLastCalledWith(expect.objectContaining({ theme: 'dark' }))
  element.setAttribute('site', 'other')
  expect(unmount).toHaveBeenCalledTimes(1)
  expect(mount).toHaveBeenLastCalledWith(expect.objectContaining({ site: 'other' }))
})

it('takes everything away when it leaves the page', () => {
  const element = place({ relay: 'https://relay.example', site: 'demo' })
  element.remove()
  expect(unmount).toHaveBeenCalledTimes(1)
  expect(element.widget).toBeNull()
})
