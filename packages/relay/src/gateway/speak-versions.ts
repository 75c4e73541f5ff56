import { PROTOCOL_VERSION } from '@firsthand/protocol'
import type { Dispatch } from './dispatch.ts'
import { WIRE_VERSIONS } from './wire-versions.ts'

/** Lets a client of an older version ask and be answered in its own; everything behind knows the present one alone. */
export function speakVersions(dispatch: Dispatch): Dispatch {
  return (connection, name, args, answer) => {
    const version = connection.version === PROTOCOL_VERSION ? undefined : WIRE_VERSIONS.get(connection.version)
    if (!version || typeof name !== 'string') return dispatch(connection, name, args, answer)
    const asked = args.map((payload) => version.readPayload(name, payload))
    dispatch(connection, name, asked, (result) => answer(result.ok ? { ok: true, value: version.writeAnswer(name, result.value) } : result))
  }
}
