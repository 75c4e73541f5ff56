import { readDatabase, type Violation } from '@firsthand/testkit'
import type { Stage } from '../../src/e2e/stage.ts'
import type { TimelineOnScreen } from '../../src/e2e/timeline.ts'
import { setTimeout as wait } from 'node:timers/promises'

/** What screens are given to heal: P8 says ten seconds. */
const HEALS_WITHIN_MS = 30_000

/**
 * Compares what was said in one conversation with the database and with every screen that shows it: each text once in the database, and the
 * same texts in the same order on every screen.
 */
export async function compareScreens(
  stage: Stage,
  said: readonly string[],
  screens: Record<string, TimelineOnScreen>,
): Promise<Violation[]> {
  const violations: Violation[] = []
  const { rows } = await readDatabase(stage.relay.folder)
  const first = rows.find((row) => row.text === said[0])
  const log = rows.filter((row) => row.conversation === first?.conversation && row.type === 'message').map((row) => row.text ?? '')
  for (const text of said) {
    const copies = rows.filter((row) => row.text === text).length
    if (copies !== 1) violations.push({ invariant: 'once', says: `"${text}" stands ${copies} times in the database` })
  }
  for (const [name, screen] of Object.entries(screens)) {
    const shown = await untilAlike(screen, log)
    if (shown !== null)
      violations.push({ invariant: 'same-order', says: `${name} shows ${JSON.stringify(shown)}, and the log is ${JSON.stringify(log)}` })
  }
  return violations
}

/** Null once the screen shows the log; what it shows instead where it never does. */
async function untilAlike(screen: TimelineOnScreen, log: readonly string[]): Promise<string[] | null> {
  const from = performance.now()
  for (;;) {
    const shown = await screen.texts()
    if (JSON.stringify(shown) === JSON.stringify(log)) return null
    if (performance.now() - from > HEALS_WITHIN_MS) return shown
    await wait(100)
  }
}
