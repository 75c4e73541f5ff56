import { openPairs } from './load/open-pairs.ts'
import type { Pair } from './load/pair.ts'
import { measureDiskFlush } from './measure/disk-flush.ts'
import { measureIdleMemory } from './measure/idle-memory.ts'
import { measureLatency, type Latency } from './measure/latency.ts'
import { median } from './measure/median.ts'
import { measureThroughput, type Throughput } from './measure/throughput.ts'
import { startServer, type MeasuredServer, type ServerName } from './servers/start-server.ts'
import type { Section } from './report/section.ts'
import { atLeast, atMost, reported } from './table.ts'

/** How much is measured. */
export interface Plan {
  rounds: number
  roundMs: number
  /** Conversations that talk. */
  pairs: number
  /** Idle connections. */
  idle: number
}

interface Contender {
  server: MeasuredServer
  pairs: Pair[]
}

const names: readonly ServerName[] = ['bare-ws', 'bare-socketio', 'relay']
const ratio = (value: number): string => value.toFixed(2)
const milliseconds = (value: number): string => `${value.toFixed(2)} ms`
const kilobytes = (value: number): string => `${(value / 1000).toFixed(1)} kB`

/** Measures the relay against the references by turns, and puts the medians beside the budget's figures. */
export async function benchRelay(folder: string, plan: Plan): Promise<Section[]> {
  const contenders = await Promise.all(names.map((name) => contend(name, folder, plan.pairs)))
  const throughput = await byTurns(contenders, plan.rounds, ({ server, pairs }) => measureThroughput(server, pairs, plan.roundMs))
  // Each round against the one beside it: what slows the machine for a while slows both.
  const ratioOf = (key: 'perSecond' | 'cpuPerMessage', one: ServerName, other: ServerName): number =>
    median(throughput[one].map((round, at) => round[key] / (throughput[other][at]?.[key] ?? Number.NaN)))
  const saturation = median(throughput['bare-socketio'].map((each) => each.perSecond))
  const answered: Section[] = []
  for (const [share, part] of [
    ['a third', 3],
    ['half', 2],
  ] as const) {
    // The disk drifts as the rest of the machine does: it is measured in the same rounds.
    const flushes: number[] = []
    const latency = await byTurns(contenders.slice(1), plan.rounds, ({ pairs }) => {
      flushes.push(measureDiskFlush(folder))
      return measureLatency(pairs, saturation / part, plan.roundMs)
    })
    answered.push(describeLatency(latency, share, saturation / part, median(flushes)))
  }
  await Promise.all(contenders.map(({ server }) => server.close()))
  const spoken: Section = {
    title: 'Messages',
    how: `One core for the server, ${plan.pairs} conversations, 200-byte messages, each acknowledged to its sender and delivered to the other side before the next; medians of ${plan.rounds} rounds by turns.`,
    lines: [
      ...names.map((name) => reported(`${name}: messages/s, CPU a message, core used`, describe(throughput[name]))),
      atLeast('throughput, acknowledged after a FULL commit ÷ bare Socket.IO', ratioOf('perSecond', 'relay', 'bare-socketio'), 0.65, ratio),
      atLeast('throughput ÷ bare ws', ratioOf('perSecond', 'relay', 'bare-ws'), 0.45, ratio),
      reported('CPU a message ÷ bare Socket.IO', ratio(ratioOf('cpuPerMessage', 'relay', 'bare-socketio'))),
      reported('CPU a message ÷ bare ws', ratio(ratioOf('cpuPerMessage', 'relay', 'bare-ws'))),
      reported(
        'had to wait for the load or the disk, and did not fill their core',
        names.filter((name) => !isFull(throughput[name])).join(', ') || 'none',
      ),
    ],
  }
  return [spoken, ...answered, await benchMemory(folder, plan)]
}

/** A server that used less than nine tenths of its core could have done more: whoever made the load could not, or the disk. */
function isFull(rounds: readonly Throughput[]): boolean {
  return median(rounds.map((round) => round.busy)) >= 0.9
}

function describe(rounds: readonly Throughput[]): string {
  const of = (key: keyof Throughput): number => median(rounds.map((round) => round[key]))
  return `${Math.round(of('perSecond'))}, ${of('cpuPerMessage').toFixed(0)} µs, ${Math.round(of('busy') * 100)} %`
}

/** The budget is for a third of the reference's load; at half of it the figures are told. */
function describeLatency(latency: Record<ServerName, Latency[]>, share: 'a third' | 'half', rate: number, flush: number): Section {
  const of = (name: ServerName, share: keyof Latency): number => median(latency[name].map((round) => round[share]))
  const all = (name: ServerName): string => (['p50', 'p90', 'p99'] as const).map((share) => of(name, share).toFixed(2)).join(' / ')
  return {
    title: `How long an answer takes, at ${share} of what bare Socket.IO can do`,
    how: `${Math.round(rate)} messages/s, at a steady rate; from the moment a message was due to its acknowledgement.`,
    lines: [
      reported('one disk flush of 4 kB', milliseconds(flush)),
      reported('bare Socket.IO p50 / p90 / p99, ms', all('bare-socketio')),
      reported('relay p50 / p90 / p99, ms', all('relay')),
      ...(share === 'half'
        ? []
        : [
            atMost('p50, bare + 2 flushes', of('relay', 'p50'), of('bare-socketio', 'p50') + 2 * flush, milliseconds),
            atMost('p90, 3 × bare + 1 flush', of('relay', 'p90'), 3 * of('bare-socketio', 'p90') + flush, milliseconds),
          ]),
    ],
  }
}

/** Each in a fresh process, for what was measured before it has left its mark on the heap. */
async function benchMemory(folder: string, plan: Plan): Promise<Section> {
  const perConnection: Partial<Record<ServerName, number>> = {}
  for (const name of names) {
    // A small nursery: how much of it happens to be in use would otherwise weigh more than the connections.
    const server = await startServer(name, [folder, String(plan.pairs)], ['--max-semi-space-size=1'])
    perConnection[name] = await measureIdleMemory(server, plan.idle)
    await server.close()
  }
  const of = (name: ServerName): number => perConnection[name] ?? Number.NaN
  return {
    title: 'Memory per idle connection',
    how: `${plan.idle.toLocaleString('en')} of them, with the headers a browser sends.`,
    lines: [
      reported('bare ws', kilobytes(of('bare-ws'))),
      reported('bare Socket.IO', kilobytes(of('bare-socketio'))),
      reported('relay, a visitor with an open panel', kilobytes(of('relay'))),
      atMost('relay ÷ bare Socket.IO', of('relay') / of('bare-socketio'), 1.2, ratio),
    ],
  }
}

async function contend(name: ServerName, folder: string, pairs: number): Promise<Contender> {
  const server = await startServer(name, [folder, String(pairs)])
  return { server, pairs: await openPairs(server, pairs) }
}

/** The first rounds are not counted: in them everybody's code is still being compiled. */
const WARM_UP = 2

/** One round of each, then the next of each. */
async function byTurns<Value>(
  contenders: readonly Contender[],
  rounds: number,
  measure: (contender: Contender) => Promise<Value>,
): Promise<Record<ServerName, Value[]>> {
  const measured: Record<ServerName, Value[]> = { 'bare-ws': [], 'bare-socketio': [], relay: [] }
  for (let round = 1 - WARM_UP; round <= rounds; round += 1) {
    for (const contender of contenders) {
      const value = await measure(contender)
      if (round > 0) measured[contender.server.name].push(value)
    }
    process.stdout.write(`\rround ${Math.max(round, 0)} of ${rounds} `)
  }
  return measured
}
