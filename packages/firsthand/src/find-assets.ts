import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Assets } from '@firsthand/relay'

/** The built browser files of the widget and the console this program depends on. */
export function findAssets(): Required<Pick<Assets, 'widget' | 'console'>> {
  const widget = locate('@firsthand/widget', 'dist/embed')
  const console = locate('@firsthand/console', 'dist')
  const missing = [
    ...(existsSync(`${widget}/manifest.json`) ? [] : ['widget']),
    ...(existsSync(`${console}/index.html`) ? [] : ['console']),
  ]
  if (missing.length > 0)
    throw new Error(
      `The ${missing.join(' and the ')} ${missing.length > 1 ? 'are' : 'is'} not built. In the workspace: npx pnpm build ${missing.join(' ')}`,
    )
  return { widget, console }
}

function locate(name: string, folder: string): string {
  return fileURLToPath(new URL(folder, import.meta.resolve(`${name}/package.json`)))
}
