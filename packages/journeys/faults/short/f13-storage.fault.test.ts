import { it } from 'vitest'
import { storage } from '../experiments/f13-storage.ts'
import { hasKept } from './has-kept.ts'

it('[F13] [P9] a browser that keeps nothing works, and the visitor is told', (context) => hasKept(storage, context))
