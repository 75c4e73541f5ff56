import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { findWebKit } from './find-webkit.ts'
import type { OtherBrowser, OtherTab } from './other-browser.ts'

/** What the WebDriver standard calls a reference to an element. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'

/** WebKitGTK's MiniBrowser on a screen that nobody sees, spoken to by its driver in WebDriver. */
export async function launchWebKit(): Promise<OtherBrowser> {
  const programs = findWebKit()
  if (!programs) throw new Error('No WebKit found. Install it (apt-get install webkit2gtk-driver xvfb).')
  const screen = spawn(programs.screen, ['-displayfd', '3', '-screen', '0', '1280x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const display = await readLine(screen.stdio[3] as Readable)
  const port = await findPort()
  const driver = spawn(programs.driver, [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: `:${display}`,
      // Its sandbox needs rights that root in a container has not.
      ...(process.getuid?.() === 0 && { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' }),
      WEBKIT_DISABLE_DMABUF_RENDERER: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
      NO_AT_BRIDGE: '1',
    },
  })
  const end = async (): Promise<void> => void (await Promise.all([stop(driver), stop(screen)]))

  try {
    const ask = await connect(port, programs.browser)
    // The first window, which a session begins with, is the first tab.
    let fresh: string | null = (await ask('GET', 'window')) as string
    // One at a time: a driver works on one window, and is told which.
    let turn: Promise<unknown> = Promise.resolve()
    const within = <Value>(tab: string, act: () => Promise<Value>): Promise<Value> => {
      const done = turn.then(async () => {
        await ask('POST', 'window', { handle: tab })
        return act()
      })
      turn = done.catch(() => undefined)
      return done
    }
    return {
      async open(url) {
        // A window of its own: the driver brings no tab to the front, and a page that nobody can see takes no lead from another.
        const tab = fresh ?? ((await ask('POST', 'window/new', { type: 'window' })) as { handle: string }).handle
        fresh = null
        await within(tab, () => ask('POST', 'url', { url }))
        return tabOn(ask, (act) => within(tab, act))
      },
      async close() {
        await ask('DELETE', '').catch(() => undefined)
        await end()
      },
    }
  } catch (error) {
    await end()
    throw error
  }
}

type Ask = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<unknown>

function tabOn(ask: Ask, within: <Value>(act: () => Promise<Value>) => Promise<Value>): OtherTab {
  const run = (expression: string): Promise<unknown> => ask('POST', 'execute/sync', { script: `return (${expression})`, args: [] })
  const find = async (element: string): Promise<string> => {
    const found = (await run(element)) as Record<string, string> | null
    if (!found?.[ELEMENT]) throw new Error(`There is no ${element}.`)
    return found[ELEMENT]
  }
  return {
    read: (expression) => within(() => run(expression)),
    click: (element) => within(async () => void (await ask('POST', `element/${await find(element)}/click`, {}))),
    type: (element, text) =>
      within(async () => {
        // \uE007 is Enter in WebDriver's alphabet.
        await ask('POST', `element/${await find(element)}/value`, { text: text.replaceAll('\n', '\uE007') })
      }),
    reload: () => within(async () => void (await ask('POST', 'refresh', {}))),
  }
}

async function connect(port: number, binary: string): Promise<Ask> {
  const send = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`http://127.0.0.1:${port}/${path}`, { method, ...(body && { body: JSON.stringify(body) }) })
    const { value } = (await answer.json()) as { value: unknown }
    if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(value)}`)
    return value
  }
  for (let tries = 1; ; tries++) {
    try {
      await send('GET', 'status')
      break
    } catch (error) {
      if (tries === 50) throw error
      // The driver says nowhere that it listens.
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  const options = { binary, args: ['--automation'] }
  const { sessionId } = (await send('POST', 'session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
  })) as { sessionId: string }
  return (method, path, body) => send(method, path === '' ? `session/${sessionId}` : `session/${sessionId}/${path}`, body)
}

async function readLine(from: Readable): Promise<string> {
  let text = ''
  for await (const chunk of from) {
    text += String(chunk)
    if (text.includes('\n')) break
  }
  return text.trim()
}

async function findPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), 3_000)
  await gone
  clearTimeout(force)
}
