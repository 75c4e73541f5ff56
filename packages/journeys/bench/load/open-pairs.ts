import { once } from 'node:events'
import { createId, createSecret, PROTOCOL_VERSION, SOCKET_PATH } from '@firsthand/protocol'
import { WebSocket } from 'ws'
import type { MeasuredServer } from '../servers/start-server.ts'
import { MEMBER_HEADER, ORIGIN, pageOf, SITE } from '../servers/bench-site.ts'
import { BROWSER_HEADERS, TEXT, type Pair } from './pair.ts'
import { openSocketio, type SocketioSocket } from './socketio-socket.ts'

/** Opens so many conversations on a server, both sides connected: the visitor to the first, and the owner to the other where it is another relay. */
export function openPairs(server: MeasuredServer, count: number, other: MeasuredServer = server): Promise<Pair[]> {
  const open = { 'bare-ws': openWsPair, 'bare-socketio': openSocketioPair, relay: openRelayPair }[server.name]
  return Promise.all(Array.from({ length: count }, (_, at) => open(server.port, at, other.port)))
}

async function openWsPair(port: number, at: number): Promise<Pair> {
  const open = async (): Promise<WebSocket> => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/${at}`, { perMessageDeflate: false, headers: BROWSER_HEADERS })
    await once(socket, 'open')
    return socket
  }
  const [one, other] = await Promise.all([open(), open()])
  const waiting: (() => void)[] = []
  one.on('message', () => waiting.shift()?.())
  const pair: Pair = {
    send() {
      one.send(`[1,{"conversation":"${at}","cid":"${createId()}","text":"${TEXT}"}]`)
      return new Promise((acked) => waiting.push(acked))
    },
    onDelivered: () => undefined,
  }
  other.on('message', () => pair.onDelivered())
  return pair
}

async function openSocketioPair(port: number, at: number): Promise<Pair> {
  const url = `ws://127.0.0.1:${port}/socket.io`
  const [one, other] = await Promise.all([openSocketio(url, { pair: at }), openSocketio(url, { pair: at })])
  return pairOf(one, other, String(at))
}

/** A visitor who has written once, and the owner of the page they wrote on. */
async function openRelayPair(port: number, at: number, otherPort: number): Promise<Pair> {
  const [url, otherUrl] = [`ws://127.0.0.1:${port}${SOCKET_PATH}`, `ws://127.0.0.1:${otherPort}${SOCKET_PATH}`]
  const auth = { protocol: PROTOCOL_VERSION, device: createId() }
  const secret = createSecret()
  const [visitor, owner] = await Promise.all([
    openSocketio(url, { ...auth, as: 'visitor', site: SITE, secret }, { origin: ORIGIN }),
    openSocketio(otherUrl, { ...auth, as: 'member' }, { [MEMBER_HEADER]: String(at) }),
  ])
  await Promise.all([visitor.ask('hello', '{"inbox":null,"open":[]}'), owner.ask('hello', '{"inbox":null,"open":[]}')])
  const conversation = createId()
  const start = { kind: 'chat', about: { url: pageOf(at) } }
  const first = await visitor.ask('message:send', JSON.stringify({ conversation, cid: createId(), text: TEXT, start }))
  if (!first.startsWith('{"ok":true')) throw new Error(`The relay refused the first message: ${first}`)
  return pairOf(visitor, owner, conversation)
}

function pairOf(one: SocketioSocket, other: SocketioSocket, conversation: string): Pair {
  const pair: Pair = {
    async send() {
      const answer = await one.ask('message:send', `{"conversation":"${conversation}","cid":"${createId()}","text":"${TEXT}"}`)
      if (!answer.startsWith('{"ok":true')) throw new Error(`Refused: ${answer}`)
    },
    onDelivered: () => undefined,
  }
  other.onEvent = (frame) => {
    if (frame.startsWith('42["entry:committed"')) pair.onDelivered()
  }
  return pair
}
