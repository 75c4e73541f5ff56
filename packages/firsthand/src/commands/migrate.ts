import { migrateDatabase } from '@firsthand/relay'
import type { Command } from 'commander'
import { addPlaceOptions, readPlace, type PlaceOptions } from '../config-options.ts'
import type { Surroundings } from '../surroundings.ts'

/** `firsthand migrate`. */
export function addMigrate(program: Command, around: Surroundings): void {
  addPlaceOptions(program.command('migrate'))
    .summary("bring a database to this release's tables")
    .description(
      "Brings a database to this release's tables. Starting a relay does the same; this does it beforehand, and says what it does.",
    )
    .option('-n, --dry-run', 'say what would be done, and do nothing')
    .addHelpText(
      'after',
      `
Examples:
  firsthand migrate --dry-run
  firsthand migrate --data /var/lib/firsthand
  FIRSTHAND_DATABASE=postgres://… firsthand migrate`,
    )
    .action(async (options: PlaceOptions & { dryRun?: boolean }) => {
      const { dataFolder, database } = await readPlace(options, around)
      const dryRun = options.dryRun ?? false
      const { done, pending } = await migrateDatabase({ dataFolder, dryRun, ...(database !== undefined && { database }) })
      if (options.json) return around.out(`${JSON.stringify({ ok: true, dryRun, done, pending })}\n`)
      if (pending.length === 0) return around.out(`Up to date (${done.at(-1)}); nothing to do.\n`)
      around.out(`${dryRun ? 'Would run' : 'Ran'}: ${pending.join(', ')}\n`)
    })
}
