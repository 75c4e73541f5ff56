// `node build.ts widget console`: builds what is named with the Vite of this folder, the only one a first start installs.
import { join } from 'node:path'
import { build } from 'vite'

/** What a package's build file exports: one function that is handed the bundler. */
type Builder = Readonly<Record<string, (vite: { build: typeof build }) => Promise<unknown>>>

const builders: Readonly<Record<string, string>> = { widget: 'buildWidget', console: 'buildConsole' }

for (const name of process.argv.slice(2)) {
  const file = join(import.meta.dirname, '../../../packages', name, 'build', `build-${name}.mjs`)
  const built = (await import(file)) as Builder
  await built[builders[name] ?? '']?.({ build })
}
