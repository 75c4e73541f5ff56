import { describe, expect, test } from 'vitest'
import { planInstall } from './plan-install.mjs'

const fresh = { wanted: 'lock', stamp: null, whole: null, tools: false, missing: ['vite'] }
const started = { wanted: 'lock', stamp: 'lock', whole: 'a part', tools: false, missing: [] }
const tested = { wanted: 'lock', stamp: null, whole: 'lock', tools: true, missing: [] }

describe('whether a start installs', () => {
  test('a fresh clone installs what the demo needs, and no tools', () => {
    expect(planInstall(fresh)).toEqual({
      install: true,
      args: ['install', '--frozen-lockfile', '--prod', '--filter', '@firsthand/example-demo-site...'],
    })
  })

  test('a second start installs nothing', () => {
    expect(planInstall(started)).toEqual({ install: false })
  })

  test('a whole install of the same lock file is as good', () => {
    expect(planInstall(tested)).toEqual({ install: false })
  })

  test('a changed lock file installs again', () => {
    expect(planInstall({ ...started, wanted: 'newer' })).toMatchObject({ install: true })
  })

  test('a stamp does not help where something was deleted since', () => {
    expect(planInstall({ ...started, missing: ['sharp'] })).toMatchObject({ install: true })
  })

  test('a whole install is renewed as a whole, so that no tool is taken away', () => {
    expect(planInstall({ ...tested, wanted: 'newer' })).toEqual({ install: true, args: ['install', '--frozen-lockfile'] })
  })
})
