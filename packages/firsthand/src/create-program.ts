import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { addBackup } from './commands/backup.ts'
import { addMigrate } from './commands/migrate.ts'
import { addMove } from './commands/move.ts'
import { addRestore } from './commands/restore.ts'
import { addStart } from './commands/start.ts'
import type { Surroundings } from './surroundings.ts'

/** The command line with all its commands. */
export function createProgram(around: Surroundings): Command {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
  const program = new Command('firsthand')
    .description('Talk to the person who made it: the relay, and the keeping of what it holds.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .configureOutput({ writeOut: around.out, writeErr: around.err, outputError: () => undefined })
    .exitOverride()
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 failed, 2 used wrongly. Each command has examples: firsthand <command> --help\n' +
        'What is not said on the command line is read from the environment (FIRSTHAND_DATABASE …), then from firsthand.config.json.',
    )
  for (const add of [addStart, addMigrate, addBackup, addRestore, addMove]) add(program, around)
  return program
}
