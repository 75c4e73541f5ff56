import { resolve } from 'node:path'
import { finishRestore, restoreDatabase, type RestoreReport } from '@firsthand/relay'
import { InvalidArgumentError, type Command } from 'commander'
import { addPlaceOptions, readPlace, type PlaceOptions } from '../config-options.ts'
import type { Surroundings } from '../surroundings.ts'

interface RestoreOptions extends PlaceOptions {
  erased?: string[]
  restored?: boolean
}

/** `firsthand restore`. */
export function addRestore(program: Command, around: Surroundings): void {
  addPlaceOptions(program.command('restore'))
    .summary('put a backup in place')
    .description(
      'Puts a backup in place of the database, which is kept beside it. Clients notice, read anew and say again what the backup lacks; what was deleted since is deleted again.',
    )
    .argument('[file]', 'what `firsthand backup` wrote; for SQLite')
    .option('--restored', 'the Postgres was restored by its own tools: do the rest')
    .option('--erased <list...>', 'further lists of erasures (firsthand.erased): those of other relays, or one kept on another machine')
    .addHelpText(
      'after',
      `
Stop every relay first. Examples:
  firsthand restore /backups/2026-11-21.sqlite
  firsthand restore /backups/2026-11-21.sqlite --data /var/lib/firsthand --erased /backups/firsthand.erased

Postgres, from a dump (docs/OPERATIONS.md has more):
  pg_restore --clean --if-exists --dbname "$FIRSTHAND_DATABASE" /backups/2026-11-21.dump
  firsthand restore --restored --erased /other-relay/firsthand.erased`,
    )
    .action(async (file: string | undefined, options: RestoreOptions) => {
      const report = await restore(file, options, around)
      around.out(options.json ? `${JSON.stringify({ ok: true, ...report })}\n` : describe(report))
    })
}

async function restore(file: string | undefined, options: RestoreOptions, around: Surroundings): Promise<RestoreReport> {
  const { dataFolder, database } = await readPlace(options, around)
  const erased = (options.erased ?? []).map((list) => resolve(around.cwd, list))
  if (database !== undefined) {
    if (file !== undefined || !options.restored)
      throw new InvalidArgumentError(
        'A Postgres is restored by its own tools: pg_restore, or point-in-time recovery. Then say: firsthand restore --restored',
      )
    return { ...(await finishRestore({ dataFolder, database, erased })), takenAt: null, keptAs: null }
  }
  if (file === undefined || options.restored)
    throw new InvalidArgumentError('Name the backup: firsthand restore <file>. For a Postgres say --database and --restored.')
  return restoreDatabase({ dataFolder, from: resolve(around.cwd, file), erased })
}

function describe({ takenAt, conversations, entries, people, erasedAgain, withheld, keptAs }: RestoreReport): string {
  const taken = takenAt === null ? '' : `The backup is of ${new Date(takenAt).toISOString()}. `
  return [
    `${taken}Restored: ${conversations} conversations, ${entries} entries, ${people} people.`,
    `Deleted since, and deleted again: ${erasedAgain}. Deleted since and not in the backup: ${withheld}; no text of those comes back.`,
    ...(keptAs === null ? [] : [`The database before is kept as ${keptAs}; remove it when you are sure, for it holds what was deleted.`]),
    'Start the relay. What was said since the backup comes back from the devices of those who said it, as they connect within 7 days;',
    'the metrics firsthand_entries_brought_back_total and firsthand_lost_seqs say how much did and how much did not.',
    '',
  ].join('\n')
}
