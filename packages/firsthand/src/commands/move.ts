import { resolve } from 'node:path'
import { moveDatabase, undoMove, type MoveReport } from '@firsthand/relay'
import { InvalidArgumentError, type Command } from 'commander'
import type { Surroundings } from '../surroundings.ts'
import { tellProgress } from '../tell-progress.ts'

interface MoveOptions {
  from?: string
  to?: string
  undo?: boolean
  json?: boolean
}

/** `firsthand move`. */
export function addMove(program: Command, around: Surroundings): void {
  program
    .command('move')
    .summary('move everything from SQLite to Postgres')
    .description(
      'Moves everything from the SQLite database of a data folder into an empty Postgres, in one transaction that is read back and compared row by row. Clients notice nothing.',
    )
    .requiredOption('--from <folder>', 'the data folder of the SQLite database')
    .option('--to <address>', 'an empty Postgres, postgres://user:password@host:5432/name; better in FIRSTHAND_DATABASE')
    .option('--undo', 'let a relay start on the SQLite database again; it is as it was when it was moved')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Stop the relay first. Examples:
  firsthand move --from /var/lib/firsthand --to postgres://firsthand@db.internal/firsthand
  FIRSTHAND_DATABASE=postgres://… firsthand move --from /var/lib/firsthand
  firsthand move --undo --from /var/lib/firsthand

Keep the data folder: firsthand.erased in it stays the list of what was deleted.`,
    )
    .action(async (options: MoveOptions) => {
      const from = resolve(around.cwd, options.from!)
      if (options.undo) return undo(from, options, around)
      const to = options.to ?? around.env['FIRSTHAND_DATABASE']
      if (!to || !URL.canParse(to) || !/^postgres(?:ql)?:$/.test(new URL(to).protocol))
        throw new InvalidArgumentError(
          'Say where to with --to or FIRSTHAND_DATABASE: an address such as postgres://user:password@host:5432/name.',
        )
      const progress = tellProgress(around, options)
      const report = await moveDatabase({
        from,
        to,
        onProgress: (step, table, rows) => progress(`${step === 'copy' ? 'Copied' : 'Compared'} ${table}: ${rows}`),
      })
      around.out(options.json ? `${JSON.stringify({ ok: true, ...report })}\n` : describe(report, from))
    })
}

function undo(from: string, options: MoveOptions, around: Surroundings): void {
  const undone = undoMove(from)
  if (options.json) return around.out(`${JSON.stringify({ ok: true, undone })}\n`)
  around.out(
    undone
      ? 'A relay may start on it again. It holds what it held when it was moved, and nothing that was said since.\n'
      : 'It was not marked as moved; nothing to do.\n',
  )
}

function describe({ tables }: MoveReport, from: string): string {
  const width = Math.max(...tables.map(({ table }) => table.length))
  return [
    'Moved, read back and compared row by row; the two are the same:',
    ...tables.map(({ table, rows, sha256 }) => `  ${table.padEnd(width)} ${String(rows).padStart(9)}  sha256 ${sha256}`),
    `Start the relay with --database. ${from} is as it was, and no relay starts on it by mistake; the way back: firsthand move --undo --from ${from}`,
    '',
  ].join('\n')
}
