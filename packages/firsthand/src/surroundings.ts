/** What a command sees of the world around it; a test gives its own. */
export interface Surroundings {
  /** Standard output: what was asked for. */
  out(text: string): void
  /** Standard error: what went wrong, and progress. */
  err(text: string): void
  env: Readonly<Record<string, string | undefined>>
  cwd: string
  /** Resolves when the process is told to end (SIGTERM, SIGINT). */
  untilToldToEnd(): Promise<void>
}
