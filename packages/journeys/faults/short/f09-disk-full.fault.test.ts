import { it } from 'vitest'
import { diskFull } from '../experiments/f09-disk-full.ts'
import { hasKept } from './has-kept.ts'

it('[F9] [P4] on a full disk nothing is acked falsely, reads go on, and room is enough to recover', (context) => hasKept(diskFull, context))
