import { it } from 'vitest'
import { slowReader } from '../experiments/f10-slow-reader.ts'
import { hasKept } from './has-kept.ts'

it('[F10] [P16] clients that do not read disturb nobody else', (context) => hasKept(slowReader, context))
