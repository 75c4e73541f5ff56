import type { Failure } from '@firsthand/protocol'
import type { ConnectionState } from '@firsthand/client'
import type { TalkWords } from '../words/talk/en.ts'

/** What the calm line under the header says, if anything; `stuck` where the site's other ways should be offered beside it. */
export function describeConnection(
  connection: ConnectionState,
  onLine: boolean,
  words: TalkWords,
): { text: string; stuck: boolean; failure?: Failure } | null {
  switch (connection.state) {
    case 'refused':
      return { text: words.refused(connection.failure), stuck: true, failure: connection.failure }
    case 'connecting':
    case 'waiting':
      if (!onLine) return { text: words.offline, stuck: false }
      // The first try says nothing: it mostly succeeds before anybody could read it.
      if (connection.attempt > 3) return { text: words.unreachable, stuck: true }
      return connection.attempt > 1 || connection.state === 'waiting' ? { text: words.reconnecting, stuck: false } : null
    default:
      return null
  }
}
