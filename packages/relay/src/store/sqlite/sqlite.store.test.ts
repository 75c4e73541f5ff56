import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createTestFolder } from '../contract/test-folder.ts'
import { describeStore } from '../store.contract.ts'
import { openSqliteStore } from './open-sqlite-store.ts'

describeStore('SQLite', async (options) => {
  const file = join(createTestFolder(), 'relay.sqlite')
  const store = await openSqliteStore({ file, ...options })
  onTestFinished(() => store.close())
  return store
})
