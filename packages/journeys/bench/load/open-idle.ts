import { createId, createSecret, PROTOCOL_VERSION, SOCKET_PATH } from '@firsthand/protocol'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { ORIGIN, pageOf, SITE } from '../servers/bench-site.ts'
import type { MeasuredServer } from '../servers/start-server.ts'
import { BROWSER_HEADERS } from './pair.ts'
import { openSocketio } from './socketio-socket.ts'

/** Opens connections that say nothing after their greeting, a few at a time; answers what closes each. */
export async function openIdle(server: MeasuredServer, count: number, from: number): Promise<(() => void)[]> {
  const closers: (() => void)[] = []
  for (let opened = 0; opened < count; opened += 50) {
    const batch = Array.from({ length: Math.min(50, count - opened) }, (_, at) => open(server, from + opened + at))
    closers.push(...(await Promise.all(batch)))
  }
  return closers
}

async function open({ name, port }: MeasuredServer, at: number): Promise<() => void> {
  if (name === 'bare-ws') {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/${at}`, { perMessageDeflate: false, headers: BROWSER_HEADERS })
    await once(socket, 'open')
    return () => socket.terminate()
  }
  if (name === 'bare-socketio') return (await openSocketio(`ws://127.0.0.1:${port}/socket.io`, { pair: at })).close
  // What an open panel does before its visitor has written: it greets, and watches who is responsible for the page.
  const auth = { protocol: PROTOCOL_VERSION, device: createId(), as: 'visitor', site: SITE, secret: createSecret() }
  const visitor = await openSocketio(`ws://127.0.0.1:${port}${SOCKET_PATH}`, auth, { origin: ORIGIN })
  await visitor.ask('hello', '{"inbox":null,"open":[]}')
  const card = await visitor.ask('subject:watch', JSON.stringify({ url: pageOf(at % 100) }))
  if (!card.startsWith('{"ok":true')) throw new Error(`Refused: ${card}`)
  return visitor.close
}
