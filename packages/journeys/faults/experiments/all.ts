import type { Experiment } from '../experiment.ts'
import { killed } from './f01-killed.ts'
import { rolling } from './f02-rolling.ts'
import { cutBeforeAck } from './f03-cut-before-ack.ts'
import { slowLink } from './f04-slow-link.ts'
import { halfOpen } from './f05-half-open.ts'
import { resets } from './f06-resets.ts'
import { redisStopped } from './f07-redis-stopped.ts'
import { postgresRestarted } from './f08-postgres-restarted.ts'
import { diskFull } from './f09-disk-full.ts'
import { slowReader } from './f10-slow-reader.ts'
import { allDropped } from './f11-all-dropped.ts'
import { pages } from './f12-pages.ts'
import { storage } from './f13-storage.ts'
import { restored } from './f14-restored.ts'
import { powerLoss } from './f15-power-loss.ts'

/** Every experiment, in the order of their numbers. */
export const experiments: readonly Experiment[] = [
  killed,
  rolling,
  cutBeforeAck,
  slowLink,
  halfOpen,
  resets,
  redisStopped,
  postgresRestarted,
  diskFull,
  slowReader,
  allDropped,
  pages,
  storage,
  restored,
  powerLoss,
]
