// Builds the script-tag files into `dist/embed` with the Vite of whoever calls, so that only one needs to be installed:
// `buildWidget(await import('vite'))`, or `node build/build-widget.mjs` with the Vite found from here.
import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { shortenCss } from './shorten-css.mjs'
import { slimSocket } from './slim-socket.mjs'

const folder = join(import.meta.dirname, '..')

/** What both builds share; the options of a Vite that may not be ours. */
const shared = {
  root: folder,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
}

/**
 * Writes `manifest.json`, the loader, and the folder of this release: named by the package's version and a hash of all that is in it, for it is
 * cached for ever.
 *
 * @param {{ build: typeof import('vite').build }} vite
 * @param {{ outDir?: string }} [options] where to write; `packages/widget/dist/embed` when left out
 * @returns {Promise<{ file: string, bytes: number, brotli: number }[]>} the files written, with their size as sent
 */
export async function buildWidget(vite, { outDir = join(folder, 'dist/embed') } = {}) {
  const parts = await buildParts(vite)
  const hash = createHash('sha256')
  for (const { fileName, code } of parts) hash.update(`${fileName}\0${code}\0`)
  const version = `${JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')).version}-${hash.digest('hex').slice(0, 6)}`
  const loader = await buildLoader(vite, version)

  await rm(outDir, { recursive: true, force: true })
  const written = await Promise.all([
    write(outDir, 'loader.js', loader),
    ...parts.map(({ fileName, code }) => write(outDir, `${version}/${fileName}`, code)),
  ])
  // Last: where it stands, all it names stands too.
  await writeFile(join(outDir, 'manifest.json'), `${JSON.stringify({ version, loader: 'loader.js' }, null, 2)}\n`)
  return written.toSorted((one, other) => other.brotli - one.brotli)
}

/** The attendant and what it loads in its turn, as ES modules. */
async function buildParts({ build }) {
  const [{ output }] = await build({
    ...shared,
    plugins: [slimSocket(), shortenCss()],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      // As a library: no helper of Vite's that would add `<link>`s to pages whose policy forbids them.
      lib: { entry: { attend: join(folder, 'src/embed/attend.ts') }, formats: ['es'] },
      rolldownOptions: {
        preserveEntrySignatures: 'allow-extension',
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: nameChunk,
          minify: true,
          // Each with all that it imports: what several parts stand on comes in one request with the first of them.
          codeSplitting: {
            groups: [
              { name: 'panel', test: /src\/embed\/panel\.tsx$/, priority: 2 },
              // The client and its socket, one request behind the first paint.
              {
                name: 'socket',
                test: /client\/src\/create-client\.ts$|\0socket\.io-client$|transports\/websocket\.js$/,
                priority: 1,
              },
            ],
          },
        },
      },
    },
  })
  const strange = output.filter(({ type }) => type !== 'chunk').map(({ fileName }) => fileName)
  if (strange.length > 0) throw new Error(`The widget is code alone, but the build made ${strange.join(', ')}.`)
  return inlineRuntime(output).toSorted((one, other) => (one.fileName < other.fileName ? -1 : 1))
}

/** Two folders hold a file for each language: `words-nl.js` is for a first sight, `talk-nl.js` for the rest. */
function nameChunk({ facadeModuleId }) {
  const [, folder, language] = /\/(words|talk)\/(\w\w)\.ts$/.exec(facadeModuleId ?? '') ?? []
  return folder ? `${folder}-${language}.js` : '[name].js'
}

/** Rolldown's own helper is a chunk of its own, 100 bytes that a first opening would wait one more round trip for: it goes into those that use it. */
function inlineRuntime(output) {
  const runtime = output.find(({ name }) => name === 'rolldown-runtime')
  const [, code, local, exported] = /^([^]*)export\{(\w+)(?: as (\w+))?\};?\s*$/.exec(runtime?.code ?? '') ?? []
  const statement = /import\{(\w+) as (\w+)\}from"\.\/rolldown-runtime\.js";/
  return output
    .filter((chunk) => chunk !== runtime)
    .map((chunk) => {
      const inlined = chunk.code.replace(statement, (_, wanted, name) => {
        if (wanted !== (exported ?? local)) throw new Error("Rolldown's helper has changed: look anew at how it is inlined.")
        return `const ${name}=(()=>{${code}return ${local}})();`
      })
      if (inlined.includes('rolldown-runtime')) throw new Error(`${chunk.fileName} still asks for Rolldown's helper.`)
      return { fileName: chunk.fileName, code: dropPureMarks(inlined) }
    })
}

/** Takes the minifier's marks out; between two words, as in `return/* @__PURE__ *\/f()`, a space takes their place. */
function dropPureMarks(code) {
  return code.replace(/(?<=\w)\/\* @__PURE__ \*\/ ?(?=\w)/g, ' ').replace(/\/\* @__PURE__ \*\/ ?/g, '')
}

/** `/v1.js`: one classic script. */
async function buildLoader({ build }, version) {
  const [{ output }] = await build({
    ...shared,
    plugins: [shortenCss()],
    define: { FIRSTHAND_VERSION: JSON.stringify(version) },
    build: {
      write: false,
      target: 'es2022',
      minify: 'oxc',
      lib: { entry: join(folder, 'src/loader.ts'), formats: ['iife'], name: 'firsthandLoader' },
    },
  })
  return output[0].code
}

async function write(outDir, name, code) {
  const file = join(outDir, name)
  const plain = Buffer.from(code.trim())
  const small = await promisify(brotliCompress)(plain, {
    params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
  })
  await mkdir(dirname(file), { recursive: true })
  await Promise.all([writeFile(file, plain), writeFile(`${file}.br`, small)])
  return { file: name, bytes: plain.length, brotli: small.length }
}

if (process.argv[1] === import.meta.filename) {
  for (const { file, bytes, brotli } of await buildWidget(await import('vite'))) console.log(`${brotli} B br  ${bytes} B  ${file}`)
}
