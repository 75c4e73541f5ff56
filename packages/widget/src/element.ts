import { mount, type MountedWidget } from './mount.ts'

/** The attributes of the element, each an option of the same name. */
const attributes = ['relay', 'site', 'subject', 'locale', 'theme', 'position', 'accent', 'launcher', 'contact'] as const

/** The element `<firsthand-widget relay="…" site="…">`: mounts the widget while it is in the page. */
export interface FirsthandWidgetElement extends HTMLElement {
  /** The mounted widget; null while the element is out of the page, or lacks `relay` or `site`. */
  readonly widget: MountedWidget | null
}

/**
 * Defines the custom element. Nothing is defined by importing this module, so that it may be imported anywhere; a second call does nothing.
 * The element itself takes no room and draws nothing: the launcher stands where it always does.
 *
 * @example
 * defineFirsthandElement()
 * document.body.append(Object.assign(document.createElement('firsthand-widget'), …))
 */
export function defineFirsthandElement(name = 'firsthand-widget'): void {
  if (typeof customElements === 'undefined' || customElements.get(name)) return
  customElements.define(
    name,
    class extends HTMLElement implements FirsthandWidgetElement {
      static readonly observedAttributes = attributes
      widget: MountedWidget | null = null

      connectedCallback(): void {
        const { relay, site } = this.#read()
        if (relay && site && !this.widget) this.widget = mount({ ...this.#read(), relay, site })
      }

      disconnectedCallback(): void {
        this.widget?.unmount()
        this.widget = null
      }

      attributeChangedCallback(attribute: string): void {
        if (!this.isConnected) return
        if (attribute === 'relay' || attribute === 'site') this.disconnectedCallback()
        if (this.widget) this.widget.update(this.#read())
        else this.connectedCallback()
      }

      #read(): Partial<Record<(typeof attributes)[number], never>> & { relay?: string; site?: string } {
        return Object.fromEntries(attributes.map((each) => [each, this.getAttribute(each) ?? undefined]))
      }
    },
  )
}
