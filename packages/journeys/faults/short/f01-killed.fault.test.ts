import { it } from 'vitest'
import { killed } from '../experiments/f01-killed.ts'
import { hasKept } from './has-kept.ts'

it('[F1] [P2] [P4] [P9] killed five times under load, a relay loses nothing that it acked and says nothing twice', (context) =>
  hasKept(killed, context))
