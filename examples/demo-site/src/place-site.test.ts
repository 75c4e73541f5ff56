import { join } from 'node:path'
import { readConfig } from '@firsthand/relay'
import { describe, expect, test } from 'vitest'
import { placeSite } from './place-site.ts'

describe('the configured site, at the port it got', () => {
  test('moves every address of it, and leaves everybody else’s', async () => {
    const usual = await readConfig({ file: join(import.meta.dirname, '../firsthand.config.json'), env: {} })
    const placed = placeSite(usual, 'http://localhost:40123')
    expect(placed.sites[0]?.origins).toEqual(['http://localhost:40123'])
    expect(JSON.stringify(placed)).not.toContain('7421')
    expect(placed.sites[0]?.subjects.find(({ key }) => key === 'wren')).toMatchObject({
      url: 'http://localhost:40123/wren/',
      patterns: ['http://localhost:40123/wren/**'],
    })
    expect(placed.sites[0]?.otherWays?.[0]).toEqual({ kind: 'mail', address: 'post@smallhours.example' })
    expect(placed.members).toEqual(usual.members)
  })
})
