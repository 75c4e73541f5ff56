import type { Failure } from '@firsthand/protocol'
import type { ConnectionState } from '@firsthand/client'
import type { TalkWords } from '../words/talk/en.ts'

/** What the calm line under the header says, if anything; `stuck` where the site's other ways should be offered beside it. */
export function describeConnection(
  connection: ConnectionState,
  onLine: boolean,
  words: TalkWords,
  /** Whether what is written is kept: it is not said where it is not so. */
  kept = true,
): { text: string; stuck: boolean; failure?: Failure } | null {
  switch (connection.state) {
    case 'refused':
      return { text: words.refused(connection.failure), stuck: true, failure: connection.failure }
    case 'connecting':
    case 'waiting': {
      // The first try says nothing: it mostly succeeds before anybody could read it.
      if (onLine && connection.attempt < 2 && connection.state === 'connecting') return null
      const stuck = onLine && connection.attempt > 3
      const text = !onLine ? words.offline : stuck ? words.unreachable : words.reconnecting
      return { text: kept ? text : words.noConnection, stuck }
    }
    default:
      return null
  }
}
