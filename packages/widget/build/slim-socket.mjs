// The script-tag build's Socket.IO: a WebSocket and JSON text, polling in a chunk of its own, and not one listener left on the page.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const embed = join(import.meta.dirname, '../src/embed')
const fromClient = createRequire(join(import.meta.dirname, '../../client/package.json'))
const socketIo = dirname(fromClient.resolve('socket.io-client/package.json'))
const engine = join(dirname(createRequire(join(socketIo, 'package.json')).resolve('engine.io-client/package.json')), 'build/esm')

/** What stands in a module's place: a file of ours, or a few lines. */
const files = {
  'engine.io-parser': join(embed, 'text-frames.ts'),
}
const modules = {
  // Its protocol over Engine.IO, as far as our link asks for it.
  'socket.io-client': `
    import { Socket } from '${engine}/socket.js'
    import { createIo } from '${join(embed, 'socket-pipe.ts')}'
    export const io = createIo(Socket)
  `,
  // Of an address only these are asked for, and every browser can read one.
  'firsthand:parseuri': `
    export const parse = (address) => {
      const { protocol, hostname, port } = new URL(address)
      return { protocol: protocol.slice(0, -1), host: hostname.replace(/[[\\]]/g, ''), port }
    }
  `,
  'firsthand:transports': `
    export const transports = {
      websocket: () => import('${engine}/transports/websocket.js').then(({ WS }) => WS),
      polling: () => import('${engine}/transports/polling-xhr.js').then(({ XHR }) => XHR),
    }
  `,
  // Transports come as classes; by name there are none.
  'firsthand:no-transports': 'export const transports = {}',
}

/** A plugin of Vite, and of Rolldown. */
export function slimSocket() {
  return {
    name: 'firsthand:slim-socket',
    enforce: 'pre',
    resolveId(id, importer = '') {
      if (Object.hasOwn(files, id)) return files[id]
      if (Object.hasOwn(modules, id)) return `\0${id}`
      if (id === './transports.ts' && importer.startsWith(embed)) return '\0firsthand:transports'
      if (id === './transports/index.js' && importer.startsWith(engine)) return '\0firsthand:no-transports'
      if (id.endsWith('/contrib/parseuri.js')) return '\0firsthand:parseuri'
      if (id.endsWith('/globals.node.js')) return join(engine, 'globals.js')
      return undefined
    },
    load(id) {
      return id.startsWith('\0') && Object.hasOwn(modules, id.slice(1)) ? modules[id.slice(1)] : undefined
    },
    transform(code, id) {
      if (id !== join(engine, 'socket.js')) return undefined
      // It would listen to `offline` for as long as the page lives, whoever still needs it; our link hears that by itself.
      const quiet = code.replace(/const withEventListeners =[^;]+;/, 'const withEventListeners = false;')
      if (quiet === code) throw new Error('engine.io-client has changed: look anew at how it listens to the page.')
      return { code: quiet, map: null }
    },
  }
}
