import { checkInvariants, gatherEvidence, peopleConfig, signIn, startTestRelay, type TestRelay } from '@firsthand/testkit'
import { createId, PROTOCOL_VERSION, SOCKET_PATH } from '@firsthand/protocol'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { WebSocket } from 'ws'
import type { Experiment } from '../experiment.ts'
import { exactly, percentile, reported, within, type Figure } from '../figures.ts'
import { startTalk, type Talk } from '../load/talk.ts'

const SLOW = 10
/** Each message says so much, so that what is not read soon fills every buffer on the way. */
const PADDING = ' and so on'.repeat(500)
const PACE = 100
/** What ten slow readers may cost beside what the same talk costs without them: their queues (1 MiB each) and some room to breathe. */
const MOST_MEMORY_MIB = 64

/** Some of an owner's consoles stop reading and never say so. */
export const slowReader: Experiment = {
  number: 'F10',
  fault: 'a client that does not read',
  target: 'others p99 < 200 ms, memory bounded',
  async run({ short, chance, tell }) {
    const spanMs = short ? 12_000 : 60_000
    const relay = await startTestRelay({ config: peopleConfig(1) })
    const talk = await startTalk({ relay, visitors: 20, owners: 1, pace: PACE, chance: chance.branch(), padding: PADDING })
    const readers: WebSocket[] = []
    const ports = new Set<number>()
    try {
      await wait(spanMs / 4)
      const quiet = { from: performance.now(), memory: memoryOf(relay.pid) }
      await wait(spanMs / 2)
      const between = { from: performance.now(), memory: memoryOf(relay.pid) }
      for (let reader = 0; reader < SLOW; reader++) readers.push(await openSlowReader(relay, ports))
      let most = between.memory
      let held = 0
      for (let spent = 0; spent < spanMs; spent += 500) {
        await wait(500)
        most = Math.max(most, memoryOf(relay.pid))
        held = connectionsOf(relay.port, ports)
      }
      const end = performance.now()
      talk.hush()
      tell(
        `memory: ${quiet.memory.toFixed(0)} MiB, then ${between.memory.toFixed(0)}, at most ${most.toFixed(0)} with ${SLOW} slow readers`,
      )
      const evidence = await gatherEvidence(talk.people, relay.folder)
      const growth = most - between.memory
      const alike = ackSpans(talk, quiet.from, between.from)
      const figures: Figure[] = [
        reported('slow readers', SLOW),
        reported('messages said', evidence.said.length),
        reported('others, send to ack p99, without slow readers', `${Math.round(percentile(alike, 0.99))} ms`),
        within('others, send to ack p99, beside them', percentile(ackSpans(talk, between.from, end), 0.99), 200),
        {
          name: 'memory they cost',
          measured: `${growth.toFixed(0)} MiB`,
          target: `≤ ${MOST_MEMORY_MIB} MiB`,
          verdict: growth <= MOST_MEMORY_MIB ? 'kept' : 'missed',
          timed: true,
        },
        short ? reported('still connected at the end', held) : exactly('still connected at the end (they are cut after 30 s)', held, 0),
      ]
      return { violations: checkInvariants(evidence), figures }
    } finally {
      for (const reader of readers) reader.terminate()
      await talk.close()
      await relay.close()
    }
  },
}

/** An owner's connection that says hello and reads nothing from then on. */
async function openSlowReader(relay: TestRelay, ports: Set<number>): Promise<WebSocket> {
  const cookie = await signIn(relay, 'owner-0')
  const url = `ws://127.0.0.1:${relay.port}${SOCKET_PATH}/?EIO=4&transport=websocket`
  const socket = new WebSocket(url, { perMessageDeflate: false, headers: { cookie, origin: relay.url } })
  const welcomed = new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer) => {
      const frame = data.toString()
      if (frame.startsWith('0')) socket.send(`40${JSON.stringify({ protocol: PROTOCOL_VERSION, as: 'member', device: createId() })}`)
      if (frame.startsWith('40')) socket.send('421["hello",{"inbox":null,"open":[]}]')
      if (frame.startsWith('431')) resolve()
    })
  })
  socket.on('error', () => undefined)
  socket.on('upgrade', (answer) => ports.add(answer.socket.localPort ?? 0))
  await once(socket, 'open')
  await welcomed
  socket.pause()
  return socket
}

/** How many of them the relay still holds. Who reads nothing does not hear of its end, so the system is asked. */
function connectionsOf(port: number, ports: ReadonlySet<number>): number {
  return readTcpTable().filter((one) => one.localPort === port && ports.has(one.remotePort) && one.state === ESTABLISHED).length
}

const ESTABLISHED = '01'

function readTcpTable(): { localPort: number; remotePort: number; state: string }[] {
  const portOf = (address = ''): number => Number.parseInt(address.split(':')[1] ?? '', 16)
  return ['/proc/net/tcp', '/proc/net/tcp6']
    .flatMap((file) => readFileSync(file, 'utf8').trim().split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .map(([, local, remote, state = '']) => ({ localPort: portOf(local), remotePort: portOf(remote), state }))
}

/** From the send to the ack, of what left between two moments; milliseconds. */
function ackSpans(talk: Talk, from: number, until: number): number[] {
  return talk.people
    .flatMap((person) => [...person.commands().values()])
    .filter((one) => one.firstSentAt >= from && one.firstSentAt < until)
    .map((one) => (one.ackedAt ?? Infinity) - one.firstSentAt)
}

/** What a process holds in memory, MiB. */
function memoryOf(pid: number): number {
  const [, kib] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kib) / 1024
}
