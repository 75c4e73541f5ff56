import type { Violation } from '@firsthand/testkit'
import { setTimeout as wait } from 'node:timers/promises'
import { openFreezable } from '../browser/freeze-page.ts'
import { compareScreens } from '../browser/compare-screens.ts'
import { signIn } from '../../src/e2e/owner.ts'
import { setStage, type Stage } from '../../src/e2e/stage.ts'
import { visit, visitIn } from '../../src/e2e/visitor.ts'
import type { Experiment, Trial } from '../experiment.ts'
import { atLeast, exactly, reported, type Figure } from '../figures.ts'

interface Played {
  violations: Violation[]
  figures: Figure[]
}

/** What browsers do to pages, in a real Chromium. */
export const pages: Experiment = {
  number: 'F12',
  fault: 'page frozen 10 min; back/forward cache; reload between click and ack; two tabs, the leader closed',
  target: 'exactly once',
  async run(trial) {
    const stage = await setStage({ backForwardCache: true })
    const played: Played[] = []
    try {
      for (const play of [reloaded, cached, leaderClosed, frozen]) {
        played.push(await play(stage, trial))
        stage.network.set({ mode: 'pass' })
      }
    } finally {
      await stage.close()
    }
    const violations = played.flatMap((one) => one.violations)
    const duplicates = violations.filter((one) => one.invariant === 'once').length
    return { violations, figures: [...played.flatMap((one) => one.figures), exactly('messages lost or doubled', duplicates, 0)] }
  },
}

/** The page sleeps with something under way, while its owner goes on. */
async function frozen(stage: Stage, { short, tell }: Trial): Promise<Played> {
  const frozenMs = short ? 15_000 : 600_000
  const owner = await signIn(stage, 'ada')
  const visitor = await openFreezable(owner.page.context().browser()!, () => visit(stage, '/pricing'))
  await visitor.open()
  await visitor.say('Before the sleep')
  await owner.open('Before the sleep')
  stage.network.set({ mode: 'swallow' })
  await visitor.say('Said while falling asleep')
  await visitor.seesDelivery('Said while falling asleep', 'Sending')
  visitor.freeze()
  stage.network.set({ mode: 'pass' })
  stage.network.cut()
  await owner.say('Said to somebody who sleeps')
  tell(`a page is frozen for ${frozenMs / 1_000} s`)
  await wait(frozenMs)
  const from = performance.now()
  const stoodStill = await visitor.thaw()
  await visitor.sees('Said to somebody who sleeps')
  await owner.sees('Said while falling asleep')
  const healed = performance.now() - from
  const violations = await compareScreens(stage, ['Before the sleep', 'Said while falling asleep', 'Said to somebody who sleeps'], {
    visitor,
    owner,
  })
  await visitor.browser.context.close()
  await owner.page.context().close()
  return {
    violations,
    figures: [
      atLeast("seconds the frozen page's own clock stood still", Math.round(stoodStill / 1_000), Math.floor((frozenMs / 1_000) * 0.99)),
      reported('from waking to healed on both screens', `${(healed / 1_000).toFixed(1)} s`),
    ],
  }
}

/** The page is left with something under way, and come back to by the back button. */
async function cached(stage: Stage): Promise<Played> {
  const [visitor, owner] = [await visit(stage, '/pricing'), await signIn(stage, 'ada')]
  await visitor.page.evaluate(() =>
    addEventListener('pageshow', (event) => ((window as { fromCache?: boolean }).fromCache = event.persisted)),
  )
  await visitor.open()
  await visitor.say('Before going elsewhere')
  await owner.open('Before going elsewhere')
  stage.network.set({ mode: 'swallow' })
  await visitor.say('Said on the way out')
  await visitor.seesDelivery('Said on the way out', 'Sending')
  stage.network.set({ mode: 'pass' })
  await visitor.page.goto(`${stage.site.origin}/contact`)
  await owner.say('Said to who is elsewhere')
  // A page that comes back from the cache loads nothing.
  await visitor.page.goBack({ waitUntil: 'commit' })
  const kept = await visitor.page.evaluate(() => (window as { fromCache?: boolean }).fromCache ?? false)
  if (!kept) await visitor.open()
  await visitor.sees('Said to who is elsewhere')
  await owner.sees('Said on the way out')
  const violations = await compareScreens(stage, ['Before going elsewhere', 'Said on the way out', 'Said to who is elsewhere'], {
    visitor,
    owner,
  })
  await visitor.browser.context.close()
  await owner.page.context().close()
  return { violations, figures: [exactly('pages that the back/forward cache kept, of 1', kept ? 1 : 0, 1)] }
}

/** The page is loaded anew after the key and before the ack: with the message on its way, and with its answer on the way back. */
async function reloaded(stage: Stage): Promise<Played> {
  const [visitor, owner] = [await visit(stage, '/pricing'), await signIn(stage, 'ada')]
  await visitor.open()
  // What a conversation needs is fetched behind the first sight: it is the message that shall be cut off here, not the program.
  await visitor.page.waitForFunction(() => {
    const fetched = performance.getEntriesByType('resource').map(({ name }) => name)
    return ['/socket.js', '/later.js', '/talk-en.js'].every((file) => fetched.some((name) => name.endsWith(file)))
  })
  const said: string[] = []
  for (const [at, direction] of (['up', 'down', 'up', 'down'] as const).entries()) {
    const text = `Said before reload ${at}`
    said.push(text)
    // The question is lost on its way, or the answer is, after the commit.
    const answered = direction === 'down' ? stage.network.cutAt('down', `"seq":${at + 1}`) : null
    if (!answered) stage.network.set({ mode: 'swallow' })
    await visitor.say(text)
    await answered
    await visitor.sees(text)
    stage.network.set({ mode: 'pass' })
    await visitor.page.reload()
    await visitor.open()
    await visitor.sees(text)
  }
  await owner.open(said.at(-1)!)
  for (const text of said) await owner.sees(text)
  const violations = await compareScreens(stage, said, { visitor, owner })
  await visitor.browser.context.close()
  await owner.page.context().close()
  return { violations, figures: [reported('reloads between click and ack', said.length)] }
}

/** Of two tabs the one that sends is closed with something under way that the other has said. */
async function leaderClosed(stage: Stage): Promise<Played> {
  const [leader, owner] = [await visit(stage, '/pricing'), await signIn(stage, 'ada')]
  await leader.open()
  await leader.say('From the first tab')
  await owner.open('From the first tab')
  const other = await visitIn(leader.browser, `${stage.site.origin}/pricing`)
  await other.open()
  await other.sees('From the first tab')
  stage.network.set({ mode: 'swallow' })
  await leader.say('From the first tab, and then it is closed')
  await leader.sees('From the first tab, and then it is closed')
  await other.say('From the second tab, meanwhile')
  await other.sees('From the second tab, meanwhile')
  await leader.page.close()
  stage.network.set({ mode: 'pass' })
  stage.network.cut()
  const said = ['From the first tab', 'From the first tab, and then it is closed', 'From the second tab, meanwhile']
  for (const text of said) await owner.sees(text)
  const violations = await compareScreens(stage, said, { 'the other tab': other, owner })
  await leader.browser.context.close()
  await owner.page.context().close()
  return { violations, figures: [reported('leading tabs closed', 1)] }
}
