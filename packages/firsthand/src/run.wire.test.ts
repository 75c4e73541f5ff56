import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '@firsthand/relay'
import { expect, onTestFinished, test } from 'vitest'
import { createProgram } from './create-program.ts'
import { keepReleases } from './keep-releases.ts'
import { maskAddresses } from './mask-addresses.ts'
import { run } from './run.ts'
import type { Surroundings } from './surroundings.ts'

/** A folder to be in, and what was said there. */
function createSurroundings(env: Record<string, string> = {}) {
  const cwd = mkdtempSync(join(tmpdir(), 'firsthand-cli-'))
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }))
  const said = { out: '', err: '' }
  const around: Surroundings = {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    env,
    cwd,
    untilToldToEnd: () => Promise.resolve(),
  }
  const say = async (...argv: string[]) => {
    Object.assign(said, { out: '', err: '' })
    return { exit: await run(argv, around), ...said }
  }
  return { cwd, say, around }
}

const names = createProgram(createSurroundingsForNames()).commands.map((command) => command.name())

function createSurroundingsForNames(): Surroundings {
  return { out: () => undefined, err: () => undefined, env: {}, cwd: '.', untilToldToEnd: () => Promise.resolve() }
}

test('there are the commands that the documents name', () => {
  expect(names).toEqual(['start', 'migrate', 'backup', 'restore', 'move'])
})

test.each(names)('%s has a help with examples, and can answer in JSON', async (name) => {
  const { say } = createSurroundings()
  const { exit, out, err } = await say(name, '--help')
  expect([exit, err]).toEqual([0, ''])
  expect(out).toContain(`Usage: firsthand ${name}`)
  expect(out).toContain(`  firsthand ${name}`)
  expect(out).toContain('Examples:')
  expect(out).toContain('--json')
})

const misuses: [said: string[], told: RegExp][] = [
  [['strat'], /unknown command 'strat' \(Did you mean start\?\)/],
  [['start', '--prot', '1'], /unknown option '--prot'/],
  [['start', '--port', 'eighty'], /^firsthand: --port must be a port number/],
  [['backup'], /missing required argument 'file'/],
  [['restore'], /Name the backup/],
  [['restore', 'x', '--database', 'postgres://h/d'], /--restored/],
  [['move'], /required option '--from/],
  [['move', '--from', '.'], /--to or FIRSTHAND_DATABASE/],
  [['move', '--from', '.', '--to', 'mysql://h/d'], /--to or FIRSTHAND_DATABASE/],
  [['migrate', '--config', 'nowhere.json'], /config file .*nowhere\.json cannot be read/],
]
test.each(misuses)('%j is used wrongly, in one line', async (argv, told) => {
  const { say } = createSurroundings()
  const { exit, out, err } = await say(...argv)
  expect([exit, out]).toEqual([2, ''])
  expect(err).toMatch(told)
  expect(err.trimEnd().split('\n')).toHaveLength(1)
})

test('nothing said is answered with the help, as a misuse', async () => {
  const { say } = createSurroundings()
  const { exit, out, err } = await say()
  expect(exit).toBe(2)
  expect(out + err).toContain('Usage: firsthand')
})

test('a failure is one line with what to do, or JSON with its code, and no stack', async () => {
  const { say } = createSurroundings()
  const plain = await say('backup', 'copy.sqlite')
  expect(plain).toMatchObject({ exit: 1, out: '' })
  expect(plain.err).toMatch(/^firsthand: There is no database in .*\. Name the relay's data folder\.\n$/)
  const json = await say('backup', 'copy.sqlite', '--json')
  expect(json).toMatchObject({ exit: 1, err: '' })
  expect(JSON.parse(json.out)).toEqual({ ok: false, code: 'database-missing', message: expect.any(String) as string })
})

test('[A43] the password of a database is in no answer, however it fails', async () => {
  const { say } = createSurroundings()
  const address = 'postgres://me:hunter2@127.0.0.1:1/none'
  for (const argv of [
    ['migrate', '--database', address],
    ['move', '--from', '.', '--to', address],
    ['restore', '--restored', '--database', address, '--json'],
    ['backup', 'x', '--database', address],
    ['start', '--database', `${address}?password=hunter2`],
    ['migrate', '--database', 'postgres//me:hunter2@nowhere'],
  ]) {
    const { exit, out, err } = await say(...argv)
    expect(exit).not.toBe(0)
    expect(out + err).not.toContain('hunter2')
    expect(out + err).not.toBe('')
  }
  expect(maskAddresses('at postgres://me:p%40ss@h:5432/d?password=x&a=b and redis://:secret@r')).toBe(
    'at postgres://me:***@h:5432/d?password=***&a=b and redis://:***@r',
  )
})

test('a database is backed up, restored, brought up to date and marked, by what the command line says', async () => {
  const { cwd, say } = createSurroundings({ FIRSTHAND_DATA: 'kept' })
  const store = await openStore({ dataFolder: join(cwd, 'kept') })
  await store.close()
  expect(await say('backup', 'copy.sqlite')).toMatchObject({ exit: 0, out: expect.stringContaining('0 conversations') as string })
  const again = await say('backup', 'copy.sqlite')
  expect(again).toMatchObject({ exit: 1, err: expect.stringContaining('--force') as string })
  const forced = JSON.parse((await say('backup', '--force', '--json', 'copy.sqlite')).out) as { file: string; sha256: string }
  expect(forced).toMatchObject({ ok: true, file: join(cwd, 'copy.sqlite'), conversations: 0, entries: 0 })
  const restored = JSON.parse((await say('restore', 'copy.sqlite', '--data', 'other', '--json')).out) as { epoch: string }
  expect(restored).toMatchObject({ ok: true, keptAs: null, withheld: 0 })
  expect(restored.epoch).not.toBe(store.epoch)
  expect(existsSync(join(cwd, 'other', 'firsthand.sqlite'))).toBe(true)
  expect((await say('restore', 'copy.sqlite')).out).toContain('firsthand.sqlite.before-')
  expect((await say('migrate')).out).toContain('nothing to do')
  expect(JSON.parse((await say('migrate', '--dry-run', '--json', '--data', 'new')).out)).toMatchObject({ ok: true, dryRun: true, done: [] })
  expect(existsSync(join(cwd, 'new'))).toBe(false)
  expect((await say('move', '--undo', '--from', 'kept')).out).toContain('nothing to do')
})

test('the files of the releases before stay, three of them, whole, and the newest first', () => {
  const { cwd } = createSurroundings()
  const release = (version: string): { widget: string; console: string } => {
    const widget = join(cwd, 'widget')
    const console = join(cwd, 'console')
    for (const folder of [widget, console]) rmSync(folder, { recursive: true, force: true })
    mkdirSync(join(widget, version), { recursive: true })
    mkdirSync(join(console, 'assets'), { recursive: true })
    writeFileSync(join(widget, 'manifest.json'), JSON.stringify({ version, loader: 'loader.js' }))
    writeFileSync(join(widget, version, 'panel.js'), version)
    writeFileSync(join(console, 'index.html'), `<script src="/console/assets/${version}.js">`)
    writeFileSync(join(console, 'assets', `${version}.js`), version)
    return { widget, console }
  }
  const data = join(cwd, 'data')
  const kept = (version: string): string[] => keepReleases(data, release(version)).map((folder) => readdirSync(folder.widget!)[0]!)
  expect(kept('0.1.0')).toEqual([])
  expect(kept('0.2.0')).toEqual(['0.1.0'])
  expect(kept('0.2.0')).toEqual(['0.1.0'])
  expect(kept('0.3.0')).toEqual(['0.2.0', '0.1.0'])
  kept('0.4.0')
  const before = keepReleases(data, release('0.5.0'))
  expect(before.map(({ widget }) => readdirSync(widget!))).toEqual([['0.4.0'], ['0.3.0'], ['0.2.0']])
  expect(readFileSync(join(before[2]!.console!, 'assets', '0.2.0.js'), 'utf8')).toBe('0.2.0')
  // The way back: what was new is now among the old.
  expect(kept('0.4.0')[0]).toBe('0.5.0')
})
