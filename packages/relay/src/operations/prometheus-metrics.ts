import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Metrics, SampleName } from './metrics.ts'
import { createTally } from './tally.ts'

/** Metrics that Prometheus reads. */
export interface PrometheusMetrics extends Metrics {
  /** Everything that is counted, in a registry of its own: a host's own metrics stay apart. */
  readonly registry: Registry
}

/** From a quarter of a millisecond to ten seconds. */
const SECONDS = [0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const WRITES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]

/** What is read at each scrape, by the name it is read under. */
const GAUGES: Record<string, { help: string; reads: Partial<Record<SampleName, Record<string, string>>> }> = {
  firsthand_queued_bytes: { help: 'Bytes that wait in this process for clients to read them.', reads: { queuedBytes: {} } },
  firsthand_slow_readers: { help: 'Connections that do not read, and to which nothing is sent just now.', reads: { slowReaders: {} } },
  firsthand_members_here: { help: 'Members who count as here.', reads: { membersHere: {} } },
  firsthand_redis_up: { help: 'Whether Redis can be had (1) or not (0).', reads: { redisUp: {} } },
  firsthand_database_connections: {
    help: 'Connections to Postgres, by what they do.',
    reads: { poolBusy: { state: 'busy' }, poolIdle: { state: 'idle' } },
  },
  firsthand_database_waiting: { help: 'Requests that wait for a connection to Postgres.', reads: { poolWaiting: {} } },
  firsthand_wal_pages: { help: 'Pages in SQLite’s write-ahead log, as the last checkpoint found them.', reads: { walPages: {} } },
  firsthand_restores: { help: 'How often this database was restored from a backup.', reads: { restores: {} } },
  firsthand_lost_seqs: { help: 'Entries lost by restores that no client has brought back.', reads: { lostSeqs: {} } },
  firsthand_draining: { help: 'Whether the relay is ending (1) or not (0).', reads: { draining: {} } },
}

/** Counts for Prometheus. */
export function createPrometheusMetrics(): PrometheusMetrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const readers: Partial<Record<SampleName, () => number>> = {}
  addGauges(registry, readers)
  const tally = (name: string, help: string, ...labels: string[]): ReturnType<typeof createTally> =>
    createTally(registry, { name, help, labels })

  const connections = createTally(registry, {
    name: 'firsthand_connections',
    help: 'Connections that stand, by who they are.',
    labels: ['role'],
    falls: true,
  })
  const opened = tally('firsthand_connections_opened_total', 'Connections that were let in.', 'role')
  const refused = tally('firsthand_handshakes_refused_total', 'Handshakes that were refused, by the code of the failure.', 'code')
  const commands = tally(
    'firsthand_commands_total',
    'Commands that were answered, by name and outcome: ok, or the code of the failure.',
    'command',
    'outcome',
  )
  const acks = tally('firsthand_acks_total', 'Appending commands that were acknowledged, repeated ones included.')
  const retries = tally('firsthand_outbox_retries_total', 'Appending commands that came again under a cid committed before.')
  const heals = tally(
    'firsthand_heals_total',
    'Reads after a cursor that found what a client had missed (log, inbox), and cursors given up (diverged).',
    'how',
  )
  const events = tally('firsthand_fan_out_events_total', 'Events that were handed out.')
  const recipients = tally('firsthand_fan_out_recipients_total', 'Connections of this relay that events were handed to.')
  const slow = tally(
    'firsthand_slow_reader_steps_total',
    'Connections that did not read: nothing more sent to them (stopped), reading again (resumed), closed (cut).',
    'step',
  )
  const failures = tally('firsthand_store_failures_total', 'Times the store could not do what was asked of it.')
  const checkpoints = tally('firsthand_checkpoints_total', 'Checkpoints of SQLite’s write-ahead log, by thread (worker, main).', 'thread')
  const broughtBack = tally('firsthand_entries_brought_back_total', 'Entries a restored database lacked that a client sent again.')

  const histogram = (name: string, help: string, buckets: number[]): Histogram =>
    new Histogram({ name, help, buckets, registers: [registry] })
  const commandSeconds = histogram('firsthand_command_duration_seconds', 'From the arrival of a command to its answer.', SECONDS)
  const batchWrites = histogram('firsthand_commit_batch_writes', 'Writes that shared one commit.', WRITES)
  const commitSeconds = histogram('firsthand_commit_duration_seconds', 'From the beginning of a transaction until it is on disk.', SECONDS)
  const secondsSince = (startedAt: number): number => (performance.now() - startedAt) / 1_000

  return {
    registry,
    connectionOpened(role) {
      connections.add(1, role)
      opened.add(1, role)
    },
    connectionClosed: (role) => connections.add(-1, role),
    handshakeRefused: (code) => refused.add(1, code),
    startTimer: () => performance.now(),
    commandAnswered(command, outcome, startedAt) {
      commands.add(1, command, outcome)
      commandSeconds.observe(secondsSince(startedAt))
    },
    appendAcked(repeated) {
      acks.add(1)
      if (repeated) retries.add(1)
    },
    healed: (how) => heals.add(1, how),
    fannedOut(to) {
      events.add(1)
      recipients.add(to)
    },
    slowReader: (step) => slow.add(1, step),
    batchCommitted(writes, startedAt) {
      batchWrites.observe(writes)
      commitSeconds.observe(secondsSince(startedAt))
    },
    storeFailed: () => failures.add(1),
    checkpointed(thread, pages) {
      checkpoints.add(1, thread)
      readers.walPages = () => pages
    },
    entryBroughtBack: () => broughtBack.add(1),
    sample: (more) => void Object.assign(readers, more),
  }
}

function addGauges(registry: Registry, readers: Partial<Record<SampleName, () => number>>): void {
  for (const [name, { help, reads }] of Object.entries(GAUGES)) {
    const labelNames = [...new Set(Object.values(reads).flatMap((labels) => Object.keys(labels)))]
    const gauge = new Gauge({
      name,
      help,
      labelNames,
      registers: [],
      collect() {
        // What nobody reads is not there: a relay without Redis says nothing of one.
        this.reset()
        if (labelNames.length === 0) this.remove()
        for (const [sample, labels] of Object.entries(reads)) {
          const read = readers[sample as SampleName]
          if (read) this.set(labels, read())
        }
      },
    })
    registry.registerMetric(gauge)
  }
}
