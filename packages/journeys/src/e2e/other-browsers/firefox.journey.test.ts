import { findFirefox, launchFirefox } from '@firsthand/testkit'
import { describe } from 'vitest'
import { addSmallSet } from './small-set.ts'

// Where there is no Firefox, `npm test` says so in a line of its own; nothing here passes or fails then.
describe.skipIf(!findFirefox())('in Firefox', () => {
  addSmallSet(launchFirefox)
})
