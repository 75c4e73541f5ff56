import { it } from 'vitest'
import { rolling } from '../experiments/f02-rolling.ts'
import { hasKept } from './has-kept.ts'

it('[F2] [P17] a relay that is told to end and replaced is a failure to nobody, on SQLite and on Postgres', (context) =>
  hasKept(rolling, context))
