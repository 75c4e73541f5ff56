import { it } from 'vitest'
import { slowLink } from '../experiments/f04-slow-link.ts'
import { hasKept } from './has-kept.ts'

it('[F4] [P9] what is said over a link of two seconds and eight kilobytes is on screen at once and arrives once', (context) =>
  hasKept(slowLink, context))
