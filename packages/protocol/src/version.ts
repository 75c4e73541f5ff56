/** The version of the wire this package describes. A relay refuses what it does not speak with `protocol-unsupported`. */
export const PROTOCOL_VERSION = 1

/** The path of the relay's Socket.IO endpoint, below the address the relay is reached at. */
export const SOCKET_PATH = '/v1/socket'
