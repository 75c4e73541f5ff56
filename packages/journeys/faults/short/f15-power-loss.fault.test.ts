import { it } from 'vitest'
import { powerLoss } from '../experiments/f15-power-loss.ts'
import { hasKept } from './has-kept.ts'

it('[F15] [P4] no ack leaves before the flush of its commit, and where one does it is found', (context) => hasKept(powerLoss, context))
