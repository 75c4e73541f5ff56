import { it } from 'vitest'
import { allDropped } from '../experiments/f11-all-dropped.ts'
import { hasKept } from './has-kept.ts'

it('[F11] [P18] everybody who is dropped in one moment comes back and is in step again', (context) => hasKept(allDropped, context))
