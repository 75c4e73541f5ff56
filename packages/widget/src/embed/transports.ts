import type { Transports } from '@firsthand/client'

/**
 * Where the client's transports come from. In the npm build: wherever it likes. The script-tag build puts a module in this one's place that
 * brings a WebSocket along and leaves polling in a chunk that is loaded where a WebSocket failed.
 */
export const transports: Transports | undefined = undefined
