// Builds the console into `dist` with the Vite of whoever calls, so that only one needs to be installed:
// `buildConsole(await import('vite'))`, or `node build/build-console.mjs` with the Vite found from here.
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
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
  // Made aside and put in its place when it is whole: a relay that serves the folder meanwhile never sees half of it.
  const aside = join(folder, 'node_modules', `.console-${process.pid}`)
  try {
    await vite.build({ root: folder, configFile: join(folder, 'vite.config.ts'), logLevel: 'warn', build: { outDir: aside } })
    const written = await compress(aside)
    await rm(outDir, { recursive: true, force: true })
    await rename(aside, outDir)
    return written.map(({ file, ...sizes }) => ({ file: join(outDir, relative(aside, file)), ...sizes }))
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
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
  for (const { file, bytes, brotli } of await buildConsole(await import('vite')))
    process.stdout.write(`${brotli} B br  ${bytes} B  ${file}\n`)
}
