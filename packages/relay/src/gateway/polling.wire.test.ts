import { createId, createSecret } from '@firsthand/protocol'
import { expect, onTestFinished, test } from 'vitest'
import { startWire } from '../testing/start-wire.ts'
import { readRefusal } from '../testing/wire-client.ts'

test('a relay told to do without polling takes WebSockets alone', async () => {
  const wire = await startWire({ config: { polling: false } })
  onTestFinished(() => wire.close())
  const auth = { protocol: 1, as: 'visitor', site: 'acme', secret: createSecret(), device: createId() }
  await expect(readRefusal(wire.url, auth, { transport: 'polling' })).resolves.toMatch(/poll error/)
  const visitor = await wire.visitor()
  await expect(visitor.do('inbox:read', {})).resolves.toMatchObject({ conversations: [] })
})
