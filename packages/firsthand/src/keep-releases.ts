import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import type { Assets, EmbedManifest } from '@firsthand/relay'

/** So many releases before the present one stay served. */
const KEPT = 3

/**
 * Keeps the hashed browser files of the release that starts in the data folder, and answers those of the releases before it: a tab that was
 * opened before an upgrade loads its next chunk from there.
 */
export function keepReleases(dataFolder: string, assets: { widget: string; console: string }): NonNullable<Assets['previous']> {
  const folder = join(dataFolder, 'releases')
  const { version } = JSON.parse(readFileSync(join(assets.widget, 'manifest.json'), 'utf8')) as EmbedManifest
  const page = createHash('sha256')
    .update(readFileSync(join(assets.console, 'index.html')))
    .digest('hex')
  const present = `${version}_${page.slice(0, 12)}`
  keep(join(folder, present), [
    { from: join(assets.widget, version), to: join('widget', version) },
    { from: join(assets.console, 'assets'), to: join('console', 'assets') },
  ])
  const before = readdirSync(folder)
    .filter((name) => name !== present && !name.endsWith('.part'))
    .map((name) => ({ at: join(folder, name), startedAt: statSync(join(folder, name)).mtimeMs }))
    .toSorted((one, other) => other.startedAt - one.startedAt)
  for (const { at } of before.slice(KEPT)) rmSync(at, { recursive: true, force: true })
  return before.slice(0, KEPT).map(({ at }) => ({ widget: join(at, 'widget'), console: join(at, 'console') }))
}

/** Whole or not at all: the folder takes its name when everything is in it. Its time says when the release was last started. */
function keep(folder: string, parts: readonly { from: string; to: string }[]): void {
  if (!existsSync(folder)) {
    const aside = `${folder}.${process.pid}.part`
    rmSync(aside, { recursive: true, force: true })
    mkdirSync(aside, { recursive: true })
    for (const { from, to } of parts) cpSync(from, join(aside, to), { recursive: true })
    try {
      renameSync(aside, folder)
    } catch (cause) {
      // Another relay on the same folder was first.
      rmSync(aside, { recursive: true, force: true })
      if (!existsSync(folder)) throw cause
    }
  }
  const now = (performance.timeOrigin + performance.now()) / 1_000
  utimesSync(folder, now, now)
}
