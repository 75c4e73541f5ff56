import { it } from 'vitest'
import { postgresRestarted } from '../experiments/f08-postgres-restarted.ts'
import { hasKept } from './has-kept.ts'

it('[F8] [P4] a Postgres that restarts, dies or drops its connections costs a relay no ack and no restart', (context) =>
  hasKept(postgresRestarted, context))
