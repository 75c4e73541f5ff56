import { it } from 'vitest'
import { redisStopped } from '../experiments/f07-redis-stopped.ts'
import { hasKept } from './has-kept.ts'

it('[F7] [P8] without Redis acks go on and the clients of the other relay heal', (context) => hasKept(redisStopped, context))
