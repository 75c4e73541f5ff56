import { CommanderError } from 'commander'
import { createProgram } from './create-program.ts'
import { describeError } from './describe-error.ts'
import { EXIT } from './exit-codes.ts'
import type { Surroundings } from './surroundings.ts'

/** Runs one command line, and answers the exit code. Never throws. */
export async function run(argv: readonly string[], around: Surroundings): Promise<number> {
  try {
    await createProgram(around).parseAsync(argv, { from: 'user' })
    return EXIT.done
  } catch (error) {
    // Help and version were asked for and have been printed.
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done
    // No command at all: the help was printed, and nothing else is to be said.
    if (error instanceof CommanderError && error.code === 'commander.help') return EXIT.usedWrongly
    const { exit, code, lines } = describeError(error)
    if (argv.includes('--json')) around.out(`${JSON.stringify({ ok: false, code, message: lines.join(' ') })}\n`)
    else for (const line of lines) around.err(`firsthand: ${line}\n`)
    return exit
  }
}
