import { resolve } from 'node:path'
import { restoreDatabase, type RestoreReport } from '@firsthand/relay'
import type { Command } from 'commander'
import { addPlaceOptions, readPlace, type PlaceOptions } from '../config-options.ts'
import type { Surroundings } from '../surroundings.ts'

/** `firsthand restore`. */
export function addRestore(program: Command, around: Surroundings): void {
  addPlaceOptions(program.command('restore'))
    .summary('put a backup in place')
    .description(
      'Puts a backup in place of the database, which is kept beside it. Clients notice, read anew and say again what the backup lacks; what was deleted since is deleted again.',
    )
    .argument('<file>', 'what `firsthand backup` wrote')
    .option('--erased <file...>', 'further lists of erasures (firsthand.erased), such as one kept on another machine')
    .addHelpText(
      'after',
      `
Stop the relay first. Examples:
  firsthand restore /backups/2026-11-21.sqlite
  firsthand restore --data /var/lib/firsthand --erased /backups/firsthand.erased /backups/2026-11-21.sqlite`,
    )
    .action(async (file: string, options: PlaceOptions & { erased?: string[] }) => {
      const { dataFolder } = await readPlace(options, around)
      const erased = (options.erased ?? []).map((list) => resolve(around.cwd, list))
      const report = await restoreDatabase({ dataFolder, from: resolve(around.cwd, file), erased })
      around.out(options.json ? `${JSON.stringify({ ok: true, ...report })}\n` : describe(report))
    })
}

function describe({ takenAt, conversations, entries, people, erasedAgain, withheld, keptAs }: RestoreReport): string {
  const taken = takenAt === null ? '' : ` of ${new Date(takenAt).toISOString()}`
  return [
    `Restored the backup${taken}: ${conversations} conversations, ${entries} entries, ${people} people.`,
    `Deleted since, and deleted again: ${erasedAgain}. Deleted since and not in the backup: ${withheld}; no text of those comes back.`,
    ...(keptAs === null ? [] : [`The database before is kept as ${keptAs}; remove it when you are sure, for it holds what was deleted.`]),
    'Start the relay. What was said since the backup comes back from the devices of those who said it, as they connect within 7 days;',
    'the metrics firsthand_entries_brought_back_total and firsthand_lost_seqs say how much did and how much did not.',
    '',
  ].join('\n')
}
