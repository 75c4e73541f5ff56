import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { startWire } from './testing/start-wire.ts'

const document = await readFile(join(import.meta.dirname, '../../../docs/PROTOCOL.md'), 'utf8')

test('the example of docs/PROTOCOL.md holds the conversation it says it holds', async () => {
  const [, program] = /```js\n(.*?)```/s.exec(document) ?? []
  const [, printed] = /```text\n(.*?)```/s.exec(document) ?? []
  const wire = await startWire()
  // Inside the package, so that it finds socket.io-client as any project that has it installed does.
  const folder = await mkdtemp(join(import.meta.dirname, '../node_modules/.say-'))
  try {
    const file = join(folder, 'say.mjs')
    await writeFile(file, program!)
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [file, wire.url, 'acme', 'https://acme.example/engine'])
    expect(stderr).toBe('')
    expect(asComparable(stdout)).toEqual(asComparable(printed!))
  } finally {
    await rm(folder, { recursive: true })
    await wire.close()
  }
})

/** The lines, whoever is responsible and whenever it was, in an order that does not depend on when a promise is taken up. */
function asComparable(text: string): string[] {
  return text
    .trim()
    .replace(/^.+: .+ is (away|here)$/m, 'somebody is $1')
    .replace(/at: \d+/, 'at: …')
    .split('\n')
    .map((line) => line.trimEnd())
    .toSorted()
}
