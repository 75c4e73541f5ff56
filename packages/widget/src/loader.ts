import { launch } from './embed/launch.ts'
import type { FirsthandVerbs } from './embed/verbs.ts'
import { whenParsed } from './embed/when-parsed.ts'
import type { Shell } from './embed/shell.ts'

/** The folder of this release below `/v1/`; the build writes it here. */
declare const FIRSTHAND_VERSION: string

type Call = [verb: string, ...rest: unknown[]]
type Verbs = (...call: Call) => unknown

// `/v1.js`: reads its own tag, answers the verbs, and leaves all else to the launcher. A page's own stand-in has a queue; without one it is this script, twice.
const before = window.firsthand
if (!before || before.q) {
  const { src, dataset } = document.currentScript as HTMLScriptElement
  const relay = src.replace(/\/[^/]*$/, '')
  const waiting: Call[] = before?.q || []
  let shell: Shell | undefined
  const firsthand: Verbs = (...call) => {
    const [verb, options] = call
    if (verb === 'shutdown') shell = shell?.end() as undefined
    else if (shell) return shell.call(...(call as ['open']))
    else if (verb === 'boot') {
      shell = launch(
        relay,
        // oxlint-disable-next-line typescript/no-misused-spread -- what the tag says is its own entries
        { ...dataset, ...(options as object) } as never,
        () => import(/* @vite-ignore */ `${relay}/v1/${FIRSTHAND_VERSION}/attend.js`),
      )
      run()
    } else waiting.push(call)
  }
  const run = (): void => void waiting.splice(0).map((call) => firsthand(...call))
  window.firsthand = firsthand as FirsthandVerbs
  whenParsed(() => (dataset['site'] ? firsthand('boot') : run()))
}
