import { it } from 'vitest'
import { resets } from '../experiments/f06-resets.ts'
import { hasKept } from './has-kept.ts'

it('[F6] [P2] connections that are reset every few seconds double nothing', (context) => hasKept(resets, context))
