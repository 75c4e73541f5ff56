import type { Violation } from '@firsthand/testkit'
import { compareScreens } from '../browser/compare-screens.ts'
import { signIn } from '../../src/e2e/owner.ts'
import { setStage } from '../../src/e2e/stage.ts'
import { visitIn, type Visitor } from '../../src/e2e/visitor.ts'
import type { Experiment } from '../experiment.ts'
import { exactly } from '../figures.ts'

/** What the panel says where nothing can be kept. */
const NOTICE = /stores nothing here/

/** Each runs on the page, before any script of its own. */
const storages: Record<string, (() => void) | null> = {
  'storage that throws': () => {
    const denied = (): never => {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    }
    for (const name of ['indexedDB', 'localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get: denied })
  },
  'a quota that is used up': () => {
    IDBObjectStore.prototype.put = function () {
      throw new DOMException('There is no room left.', 'QuotaExceededError')
    }
    Storage.prototype.setItem = () => {
      throw new DOMException('There is no room left.', 'QuotaExceededError')
    }
  },
  'storage that never answers': () => {
    IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest
  },
  // Each context of the browser is one: it keeps while it is open and forgets all of it with its last page.
  'a private window': null,
}

/** The browser keeps nothing, in every way browsers have of it. */
export const storage: Experiment = {
  number: 'F13',
  fault: 'storage throws, quota, private window',
  target: 'works, and says so',
  async run({ tell }) {
    const stage = await setStage()
    const violations: Violation[] = []
    const count = { worked: 0, told: 0, silent: 0 }
    try {
      const owner = await signIn(stage, 'ada')
      for (const [name, script] of Object.entries(storages)) {
        const browser = await stage.openContext()
        if (script) await browser.context.addInitScript(script)
        const visitor: Visitor = await visitIn(browser, `${stage.site.origin}/pricing`)
        await visitor.open()
        const said = [`Said with ${name}`, `Answered with ${name}`, `Said again with ${name}`] as const
        await visitor.say(said[0])
        await owner.open(said[0])
        await owner.say(said[1])
        await visitor.sees(said[1])
        stage.network.cut()
        await visitor.say(said[2])
        await owner.sees(said[2])
        const notice = visitor.panel.getByText(NOTICE)
        if (script) {
          await notice.waitFor()
          count.told += 1
        } else if ((await notice.count()) === 0) count.silent += 1
        violations.push(...(await compareScreens(stage, said, { visitor, owner })))
        count.worked += 1
        tell(`${name}: worked`)
        if (!script) {
          await visitor.page.reload()
          await visitor.open()
          violations.push(...(await compareScreens(stage, said, { visitor })))
        }
        await browser.context.close()
      }
    } finally {
      await stage.close()
    }
    const all = Object.values(storages)
    return {
      violations,
      figures: [
        exactly('worked', count.worked, all.length),
        exactly('said that nothing is kept, where nothing is', count.told, all.filter(Boolean).length),
        exactly('said nothing, where all is kept', count.silent, all.filter((one) => one === null).length),
      ],
    }
  },
}
