import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const program = join(import.meta.dirname, 'firsthand.ts')

/** A folder with a config file in it, and the program to be run there. */
function createPlace() {
  const cwd = mkdtempSync(join(tmpdir(), 'firsthand-start-'))
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }))
  const config = {
    logLevel: 'error',
    port: 0,
    members: [{ handle: 'ada', name: 'Ada Lovelace' }],
    sites: [{ key: 'acme', name: 'Acme', origins: ['https://acme.example'], fallback: 'ada', subjects: [] }],
  }
  writeFileSync(join(cwd, 'firsthand.config.json'), JSON.stringify(config))

  /** Runs it, and answers what it said first, or how it ended where it said nothing. */
  const start = async (...argv: string[]) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, 'start', ...argv], {
      cwd,
      env: { PATH: process.env['PATH'] },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const ended = once(child, 'exit').then(([code]) => code as number | null)
    onTestFinished(() => void child.kill('SIGKILL'))
    let [out, err] = ['', '']
    child.stderr.on('data', (chunk: Buffer) => void (err += chunk.toString()))
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString()
        resolve()
      })
      void ended.then(() => resolve())
    })
    return {
      out,
      ended: ended.then((code) => ({ code, err })),
      tell(signal: NodeJS.Signals) {
        child.kill(signal)
        return ended.then((code) => ({ code, err }))
      },
    }
  }
  const readUrl = (out: string): string => (JSON.parse(out) as { url: string }).url
  return { cwd, start, readUrl }
}

test('start says where it listens and who may sign in, serves widget and console, and ends well when told to', async () => {
  const { cwd, start } = createPlace()
  const relay = await start()
  const url = /^Firsthand listens at (http:\/\/127\.0\.0\.1:\d+)$/m.exec(relay.out)![1]!
  expect(relay.out).toMatch(new RegExp(`^  Ada Lovelace: ${url}/console/#sign-in=[\\w-]{43}$`, 'm'))
  for (const path of ['/healthz', '/readyz', '/v1.js', '/console/', '/v1/card?site=acme&url=https%3A%2F%2Facme.example%2F'])
    expect([path, (await fetch(url + path)).status]).toEqual([path, 200])
  expect(readdirSync(join(cwd, '.firsthand'))).toEqual(expect.arrayContaining(['firsthand.sqlite', 'releases']))

  const second = await start()
  expect(await second.ended).toEqual({ code: 1, err: expect.stringMatching(/^firsthand: Another relay is using .*\n$/) as string })
  expect(await relay.tell('SIGTERM')).toEqual({ code: 0, err: '' })
})

test('start says JSON where it is asked to, prints no links where it is told not to, and ends by Ctrl-C', async () => {
  const { start, readUrl } = createPlace()
  const relay = await start('--json', '--no-links')
  expect(JSON.parse(relay.out)).toEqual({ ok: true, url: expect.any(String) as string, links: [] })
  expect((await fetch(`${readUrl(relay.out)}/healthz`)).status).toBe(200)
  expect(await relay.tell('SIGINT')).toEqual({ code: 0, err: '' })
})

test('start on a port that is taken fails in one line', async () => {
  const { start } = createPlace()
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  onTestFinished(() => void taken.close())
  const { ended } = await start('--port', String((taken.address() as AddressInfo).port))
  expect(await ended).toEqual({ code: 1, err: expect.stringMatching(/^firsthand: The port is taken\. .*--port.*\n$/) as string })
})

test('a tab that was opened before an upgrade loads its next chunk after it', async () => {
  const { cwd, start, readUrl } = createPlace()
  const before = await start('--json')
  const loader = await fetch(`${readUrl(before.out)}/v1.js`)
  expect(loader.status).toBe(200)
  await before.tell('SIGTERM')

  // What has started becomes the release before: under another version, as it would have had.
  const releases = join(cwd, '.firsthand', 'releases')
  const [present] = readdirSync(releases) as [string]
  const widget = join(releases, present, 'widget')
  const [version] = readdirSync(widget) as [string]
  const chunk = readdirSync(join(widget, version)).find((name) => name.endsWith('.js'))!
  renameSync(join(widget, version), join(widget, '0.0.1-old'))
  mkdirSync(join(releases, present, 'console', 'assets'), { recursive: true })
  writeFileSync(join(releases, present, 'console', 'assets', 'old-1a2b.js'), 'export {}')
  renameSync(join(releases, present), join(releases, '0.0.1-old_console'))

  const after = await start('--json')
  const url = readUrl(after.out)
  const old = await fetch(`${url}/v1/0.0.1-old/${chunk}`)
  expect(old.status).toBe(200)
  expect(await old.text()).toBe(readFileSync(join(releases, '0.0.1-old_console', 'widget', '0.0.1-old', chunk), 'utf8'))
  expect((await fetch(`${url}/v1/${version}/${chunk}`)).status).toBe(200)
  expect((await fetch(`${url}/console/assets/old-1a2b.js`)).status).toBe(200)
  expect((await fetch(`${url}/v1/0.0.2/${chunk}`)).status).toBe(404)
  expect((await after.tell('SIGTERM')).code).toBe(0)
})
