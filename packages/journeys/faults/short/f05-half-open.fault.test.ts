import { it } from 'vitest'
import { halfOpen } from '../experiments/f05-half-open.ts'
import { hasKept } from './has-kept.ts'

it('[F5] [P18] a link that dies in one direction is noticed by both sides, and what was said meanwhile arrives', (context) =>
  hasKept(halfOpen, context))
