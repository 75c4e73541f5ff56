import { signal } from '@preact/signals'
import type { ComponentType, JSX } from 'preact'

/** A component in a chunk of its own, fetched when first drawn; nothing stands in its place meanwhile. A fetch that failed is tried again at the next drawing. */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): (props: Props) => JSX.Element | null {
  const loaded = signal<ComponentType<Props> | null>(null)
  let loading = false
  return function Lazy(props) {
    const Loaded = loaded.value
    if (Loaded) return <Loaded {...props} />
    if (!loading) {
      loading = true
      load().then(
        (component) => (loaded.value = component),
        () => (loading = false),
      )
    }
    return null
  }
}
