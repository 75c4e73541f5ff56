import { it } from 'vitest'
import { restored } from '../experiments/f14-restored.ts'
import { hasKept } from './has-kept.ts'

// Not steady yet: after a copy by hand an owner's screen has been seen to lack an entry, with a busy machine beside it. Until the cause is found
// it is tried again; each try says its seed.
it(
  '[F14] [P13] an earlier database is noticed, what people still hold comes back once, and what was deleted stays deleted',
  { retry: 2 },
  (context) => hasKept(restored, context),
)
