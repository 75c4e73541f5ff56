/** Hands events to whoever listens, by name. */
export interface Emitter<Events> {
  on<Name extends keyof Events>(name: Name, handler: (event: Events[Name]) => void): () => void
  emit<Name extends keyof Events>(name: Name, event: Events[Name]): void
}

/** Makes an {@link Emitter}. A handler may take itself or others off while it is called. */
export function createEmitter<Events>(): Emitter<Events> {
  const handlers = new Map<keyof Events, Set<(event: never) => void>>()
  return {
    on(name, handler) {
      const set = handlers.get(name) ?? new Set()
      handlers.set(name, set)
      set.add(handler)
      return () => void set.delete(handler)
    },
    emit(name, event) {
      for (const handler of Array.from(handlers.get(name) ?? [])) handler(event as never)
    },
  }
}
