import { it } from 'vitest'
import { cutBeforeAck } from '../experiments/f03-cut-before-ack.ts'
import { hasKept } from './has-kept.ts'

it('[F3] [P1] [P2] the link cut between commit and ack leaves one person, one conversation and one row', (context) =>
  hasKept(cutBeforeAck, context))
