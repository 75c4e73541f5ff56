import { it } from 'vitest'
import { restored } from '../experiments/f14-restored.ts'
import { hasKept } from './has-kept.ts'

it('[F14] [P13] an earlier database is noticed, what people still hold comes back once, and what was deleted stays deleted', (context) =>
  hasKept(restored, context))
