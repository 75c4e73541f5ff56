import { PROTOCOL_VERSION } from '@firsthand/protocol'

/**
 * How an older version of the wire differs in what is asked and answered. Both are total: what one does not recognise it hands on as it is, to be judged
 * by the command's form. Events need none: one that changes gets a new name, and the old one is sent beside it for as long as it is spoken (R63).
 */
export interface WireVersion {
  /** A payload of that version as one of the present. */
  readPayload(command: string, payload: unknown): unknown
  /** The value of an answer as that version has it. */
  writeAnswer(command: string, value: unknown): unknown
}

const present: WireVersion = { readPayload: (_, payload) => payload, writeAnswer: (_, value) => value }

/** Every version this relay speaks: the present one and, once there is one, the one before it. */
export const WIRE_VERSIONS: ReadonlyMap<number, WireVersion> = new Map([[PROTOCOL_VERSION, present]])

/** What to tell whose version is not spoken: which are, and who of the two has to be renewed. */
export function describeVersions(asked: number): string {
  const spoken = [...WIRE_VERSIONS.keys()].toSorted((one, other) => one - other)
  const advice =
    asked > spoken.at(-1)!
      ? 'Update the relay, or load the widget from the relay itself.'
      : 'Update the client, or load the widget from the relay itself.'
  return `This relay speaks protocol ${spoken.join(' and ')}, not ${asked}. ${advice}`
}
