import { ConfigError, StoreError } from '@firsthand/relay'
import { CommanderError } from 'commander'
import { EXIT } from './exit-codes.ts'
import { maskAddresses } from './mask-addresses.ts'

/** An error as the program tells it. */
export interface ToldError {
  exit: (typeof EXIT)[keyof typeof EXIT]
  /** For a program to tell it by. */
  code: string
  /** For a person: what is wrong and what to do, without a stack or a password. */
  lines: string[]
}

/** What the system's own errors mean here. */
const SYSTEM: Readonly<Record<string, string>> = {
  EADDRINUSE: 'The port is taken. End what holds it, or choose another with --port.',
  EACCES: 'This user may not do that. Mind the permissions; ports below 1024 need more than a user’s.',
  EADDRNOTAVAIL: 'This machine has no such address. Choose another with --host.',
  ENOSPC: 'The disk is full. Make room and try again.',
  EROFS: 'The file system is read-only. Name a folder that can be written.',
  ECONNREFUSED: 'Nothing answers at the address of the database or of Redis. Mind host and port, and that it runs.',
  ENOTFOUND: 'The host of the database or of Redis is not known. Mind its spelling.',
}

/** How to tell whatever was thrown. */
export function describeError(error: unknown): ToldError {
  if (error instanceof ConfigError) return { exit: EXIT.usedWrongly, code: 'config-invalid', lines: error.lines.map(maskAddresses) }
  if (error instanceof CommanderError)
    return { exit: EXIT.usedWrongly, code: 'usage', lines: [oneLine(error.message.replace(/^error: /, ''))] }
  if (error instanceof StoreError) return { exit: EXIT.failed, code: error.code, lines: [oneLine(error.message)] }
  const code = readCode(error)
  const message = error instanceof Error ? error.message : String(error)
  const known = code === undefined ? undefined : SYSTEM[code]
  return { exit: EXIT.failed, code: code ?? 'failed', lines: [known ? `${known} (${oneLine(message)})` : oneLine(message)] }
}

function readCode(error: unknown): string | undefined {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined
  return typeof code === 'string' ? code : undefined
}

function oneLine(message: string): string {
  return maskAddresses(message.replaceAll(/\s*\n\s*/g, ' '))
}
