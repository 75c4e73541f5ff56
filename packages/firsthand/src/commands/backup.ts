import { resolve } from 'node:path'
import { backupDatabase, StoreError } from '@firsthand/relay'
import type { Command } from 'commander'
import { addPlaceOptions, readPlace, type PlaceOptions } from '../config-options.ts'
import type { Surroundings } from '../surroundings.ts'
import { tellProgress } from '../tell-progress.ts'

/** `firsthand backup`. */
export function addBackup(program: Command, around: Surroundings): void {
  addPlaceOptions(program.command('backup'))
    .summary('copy the SQLite database into one file')
    .description(
      'Copies the SQLite database into one file, as it is at one moment, while the relay goes on. The copy is read back and counted before it takes its name.',
    )
    .argument('<file>', 'the file to write')
    .option('-f, --force', 'replace the file where it stands')
    .addHelpText(
      'after',
      `
Examples:
  firsthand backup backup.sqlite
  firsthand backup --data /var/lib/firsthand "/backups/$(date +%F).sqlite"
  firsthand backup --json backup.sqlite

Keep firsthand.erased of the data folder somewhere else as well, and oftener: it says what was deleted since (docs/OPERATIONS.md).
A Postgres is copied by its own tools: pg_dump --format=custom, or point-in-time recovery. After pg_restore say
  firsthand restore --database postgres://… --restored`,
    )
    .action(async (file: string, options: PlaceOptions & { force?: boolean }) => {
      const { dataFolder, database } = await readPlace(options, around)
      if (database !== undefined)
        throw new StoreError(
          'database-unusable',
          'A Postgres is copied by its own tools: pg_dump --format=custom --file <file> "$FIRSTHAND_DATABASE", or point-in-time recovery. See docs/OPERATIONS.md.',
        )
      const progress = tellProgress(around, options)
      const report = await backupDatabase({
        dataFolder,
        to: resolve(around.cwd, file),
        replace: options.force ?? false,
        onProgress: (copied, pages) => progress(`Copied ${copied} of ${pages} pages`),
      })
      if (options.json) return around.out(`${JSON.stringify({ ok: true, ...report })}\n`)
      around.out(
        `${report.file}\n${report.conversations} conversations, ${report.entries} entries, ${report.people} people; ${report.bytes} bytes; read back and whole.\nsha256 ${report.sha256}\n`,
      )
    })
}
