import { it } from 'vitest'
import { pages } from '../experiments/f12-pages.ts'
import { hasKept } from './has-kept.ts'

it('[F12] [P6] [P10] a page that sleeps, is cached, reloaded or closed says everything exactly once', (context) => hasKept(pages, context))
