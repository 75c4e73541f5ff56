import fc from 'fast-check'
import type { Breakage } from './breakages.ts'
import type { TabMeans } from './simulated-tabs.ts'

/** Where people are. Kim has two tabs, and so has Ada, who made the scissors; Lee and Bob have one each. */
export const SEATS = ['kim 1', 'kim 2', 'lee 1', 'ada 1', 'ada 2', 'bob 1'] as const
export type Seat = (typeof SEATS)[number]

/** What happens next, and how long the world then goes on before the next thing. */
export interface Step {
  seat: Seat
  act: ActName
  /** Chooses: among one's messages, conversations, relays, states of the storage … */
  which: number
  waitMs: number
}

/** One run: how bad it is, and what happens. Everything else follows from `dice` and the scheduler. */
export interface Plan {
  dice: number
  relays: 1 | 2
  tabs: TabMeans
  /** Whether the relays tell each other (P8 heals where they don't). */
  bridge: boolean
  delayMs: number
  cut: number
  refuse: number
  swallow: number
  bridgeLoss: number
  storeFails: number
  storeForgets: number
  steps: readonly Step[]
  breakage?: Breakage
}

/** Each act with its weight. */
const WEIGHTS = {
  begin: 3,
  say: 14,
  burst: 3,
  edit: 4,
  remove: 3,
  read: 5,
  type: 1,
  resolve: 2,
  reopen: 1,
  name: 1,
  retry: 1,
  discard: 1,
  earlier: 1,
  reload: 3,
  'crash page': 2,
  leave: 1,
  offline: 2,
  online: 2,
  cut: 4,
  silence: 2,
  freeze: 1,
  thaw: 2,
  hide: 1,
  storage: 2,
  forget: 1,
  skew: 1,
  crash: 3,
  start: 3,
  drain: 1,
  'store away': 1,
  'store back': 2,
  copy: 1,
  restore: 1,
  'copy back': 0.5,
} as const
export type ActName = keyof typeof WEIGHTS

const act = fc.oneof(
  ...(Object.entries(WEIGHTS) as [ActName, number][]).map(([name, weight]) => ({ weight: weight * 2, arbitrary: fc.constant(name) })),
)

const step: fc.Arbitrary<Step> = fc.record({
  seat: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...SEATS) }, { weight: 3, arbitrary: fc.constantFrom('kim 1', 'ada 1') }),
  act,
  which: fc.nat(1_000),
  waitMs: fc.constantFrom(0, 0, 10, 30, 100, 400, 1_500, 6_000, 25_000),
})

/** Acts after which clients say again what they hold. */
const RESTORES: readonly ActName[] = ['restore', 'copy back']

/** Any plan. Without bias: one run per seed would always be a small one else. */
export const anyPlan: fc.Arbitrary<Plan> = fc.noBias(
  fc.record({
    dice: fc.integer(),
    relays: fc.constantFrom(1, 1, 2),
    tabs: fc.constantFrom('both', 'both', 'both', 'channel', 'none'),
    bridge: fc.boolean(),
    delayMs: fc.constantFrom(10, 100, 100, 800, 3_000),
    cut: fc.constantFrom(0, 0, 0.01, 0.04),
    refuse: fc.constantFrom(0, 0.1, 0.3),
    swallow: fc.constantFrom(0, 0.05),
    bridgeLoss: fc.constantFrom(0, 0.2),
    storeFails: fc.constantFrom(0, 0, 0.03, 0.1),
    storeForgets: fc.constantFrom(0, 0.03),
    steps: fc.array(step, { minLength: 4, maxLength: 60, size: 'max' }),
  }),
)

/**
 * The part of a plan that every test run holds: tabs that can agree which of them sends, and no database put back. Beyond it, about one story in a
 * thousand still ends wrongly.
 */
export function narrow(plan: Plan): Plan {
  return { ...plan, tabs: 'both', steps: plan.steps.filter(({ act: name }) => !RESTORES.includes(name)) }
}
