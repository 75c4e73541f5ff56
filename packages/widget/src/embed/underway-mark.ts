/**
 * Marks that this visitor has a conversation under way on a site: written with their first message, never before. The launcher looks for
 * it, and only where it stands connects by itself, to send what is unsent and count what is unread. Other tabs hear of it as it changes.
 */
export function underwayMark(site: string): { set(how: 'unsent' | 'sent'): void; clear(): void } {
  const name = `firsthand:${site}`
  return {
    set: (how) => tryStorage((storage) => storage.setItem(name, how)),
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
