// Builds the console into `dist` with the Vite of whoever calls, so that only one needs to be installed:
// `buildConsole(await import('vite'))`, or `node build/build-console.mjs` with the Vite found from here.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'

const folder = join(import.meta.dirname, '..')
const COMPRESSED = /\.(?:html|js|css|svg|webmanifest)$/

/**
 * @param {{ build: typeof import('vite').build }} vite
 * @param {{ outDir?: string }} [options] where to write; `packages/console/dist` when left out
 * @returns {Promise<{ file: string, bytes: number, brotli: number }[]>} the files written, with their size as sent
 */
export async function buildConsole(vite, { outDir = join(folder, 'dist') } = {}) {
  await vite.build({ root: folder, configFile: join(folder, 'vite.config.ts'), logLevel: 'warn', build: { outDir } })
  return compress(outDir)
}

/** Writes a `.br` beside each file that gets smaller by it. */
async function compress(dist) {
  const entries = await readdir(dist, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Promise.all(files.filter((file) => COMPRESSED.test(file)).map(writeBrotli))
}

async function writeBrotli(file) {
  const plain = await readFile(file)
  const small = await promisify(brotliCompress)(plain, {
    params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
  })
  await writeFile(`${file}.br`, small)
  return { file, bytes: plain.length, brotli: small.length }
}

if (process.argv[1] === import.meta.filename) {
  for (const { file, bytes, brotli } of await buildConsole(await import('vite'))) console.log(`${brotli} B br  ${bytes} B  ${file}`)
}
