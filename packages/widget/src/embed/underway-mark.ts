/**
 * Marks that this visitor has a conversation under way on a site: written with their first message, never before. The launcher looks for
 * it, and only where it stands connects by itself, to count what is unread.
 */
export function underwayMark(site: string): { set(): void; clear(): void } {
  const name = `firsthand:${site}`
  return {
    set: () => tryStorage((storage) => storage.setItem(name, '1')),
    clear: () => tryStorage((storage) => storage.removeItem(name)),
  }
}

function tryStorage(act: (storage: Storage) => void): void {
  try {
    act(localStorage)
  } catch {
    // No storage here, by the visitor's wish or in a sandboxed frame: the next page counts nothing, and that is all.
  }
}
