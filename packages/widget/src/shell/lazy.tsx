import { signal } from '@preact/signals'
import type { ComponentType, JSX } from 'preact'

/**
 * A component in a chunk of its own, fetched when first drawn; nothing stands in its place meanwhile. Where it cannot be had it leaves by its own
 * way back, so that nothing waits behind it in vain; it is tried again at the next drawing.
 */
export function lazy<Props extends { onBack(): void }>(load: () => Promise<ComponentType<Props>>): (props: Props) => JSX.Element | null {
  const loaded = signal<ComponentType<Props> | null>(null)
  let loading = false
  return function Lazy(props) {
    const Loaded = loaded.value
    if (Loaded) return <Loaded {...props} />
    if (!loading) {
      loading = true
      load().then(
        (component) => (loaded.value = component),
        () => {
          loading = false
          props.onBack()
        },
      )
    }
    return null
  }
}
