import { describe, expect, it } from 'vitest'
import { createDrafts } from './drafts.ts'

/** A storage whose keys are its properties, as a browser's are. */
function createStorage(): Storage {
  const storage = {
    getItem: (key: string) => (storage as Record<string, unknown>)[key] ?? null,
    setItem: (key: string, value: string) => void Object.assign(storage, { [key]: value }),
    removeItem: (key: string) => void delete (storage as Record<string, unknown>)[key],
  }
  return storage as unknown as Storage
}

describe('drafts', () => {
  it('outlive a reload, each with its conversation', () => {
    const storage = createStorage()
    createDrafts(storage, 'ada').write('one', 'Half a sen')
    const reloaded = createDrafts(storage, 'ada')
    expect(reloaded.read('one')).toBe('Half a sen')
    expect(reloaded.read('two')).toBe('')
  })

  it('[P11] are shown to nobody else, and leaving wipes them', () => {
    const storage = createStorage()
    const drafts = createDrafts(storage, 'ada')
    drafts.write('one', 'For my eyes')
    createDrafts(storage, 'bob').write('one', "Bob's own")
    expect(createDrafts(storage, 'bob').read('one')).toBe("Bob's own")
    drafts.wipe()
    expect(drafts.read('one')).toBe('')
    expect(createDrafts(storage, 'ada').read('one')).toBe('')
    expect(createDrafts(storage, 'bob').read('one')).toBe("Bob's own")
  })

  it('are kept in memory where storage is refused', () => {
    const drafts = createDrafts(null, 'ada')
    drafts.write('one', 'Still here')
    expect(drafts.read('one')).toBe('Still here')
  })
})
