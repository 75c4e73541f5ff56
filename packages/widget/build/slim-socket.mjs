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
  // As much of an emitter as Engine.IO uses.
  '@socket.io/component-emitter': `
    export class Emitter {
      on(name, handler) {
        ;((this._heard ??= {})[name] ??= []).push(handler)
        return this
      }
      once(name, handler) {
        const once = (...event) => {
          this.off(name, once)
          handler.apply(this, event)
        }
        once.of = handler
        return this.on(name, once)
      }
      off(name, handler) {
        if (name === undefined) this._heard = {}
        else if (this._heard) this._heard[name] = handler ? (this._heard[name] ?? []).filter((one) => one !== handler && one.of !== handler) : []
        return this
      }
      removeListener(name, handler) {
        return this.off(name, handler)
      }
      removeAllListeners(name) {
        return this.off(name)
      }
      emitReserved(name, ...event) {
        for (const handler of [...(this._heard?.[name] ?? [])]) handler.apply(this, event)
        return this
      }
    }
  `,
  'firsthand:parseqs': `
    export const encode = (query) => '' + new URLSearchParams(query)
    export const decode = () => ({})
  `,
  // What every browser has by itself.
  'firsthand:globals': `
    export const nextTick = (run) => queueMicrotask(run)
    export const globalThisShim = globalThis
    export const defaultBinaryType = 'arraybuffer'
    export const createCookieJar = () => {}
  `,
  'firsthand:util': `
    export const pick = () => ({})
    export const byteLength = (text) => new Blob([text]).size
    export const randomString = () => Math.random().toString(36).slice(2)
    export const installTimerFunctions = (timed) => {
      timed.setTimeoutFn = (run, ms) => setTimeout(run, ms)
      timed.clearTimeoutFn = (timer) => clearTimeout(timer)
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

/** What of its files a browser can do without. */
const shortened = {
  'socket.js': [
    // It would listen to `offline` for as long as the page lives, whoever still needs it; our link hears that by itself.
    [/const withEventListeners =[^;]+;/, 'const withEventListeners = false;'],
    // It is given transports, as classes, and an address; it has no query and is in no Node.
    [/if \(opts\.transportImplementations && opts\.transports\) \{[^}]+\}/, ''],
    [/else \{\s*this\.transports = opts\.transports[^}]+DEFAULT_TRANSPORTS;\s*\}/, ''],
    [/Socket\.protocol = protocol;/, ''],
    [/agent: false,/, ''],
    [/rejectUnauthorized: true,\s*perMessageDeflate: \{[^}]+\},/, ''],
    [/if \(typeof this\.opts\.query === "string"\) \{[^}]+\}/, ''],
    [/if \(this\.opts\.withCredentials\) \{[^}]+\}/, ''],
    [/if \(this\.opts\.autoUnref\) \{[^}]+\}/, ''],
  ],
  'transports/websocket.js': [
    [/const isReactNative =[^;]+;/, 'const isReactNative = false;'],
    [/globalThis\.WebSocket \|\| globalThis\.MozWebSocket/, 'WebSocket'],
    [/if \(this\.opts\.autoUnref\) \{[^}]+\}/, ''],
    [/if \(this\.opts\.extraHeaders\) \{[^}]+\}/, ''],
    [/if \(this\.opts\.timestampRequests\) \{[^}]+\}/, ''],
    [/if \(!this\.supportsBinary\) \{[^}]+\}/, ''],
    // Options of Node's sockets.
    [/pick\(this\.opts,[^)]+\)/, '{}'],
  ],
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
      const replaced = importer.startsWith(engine) && /\/(parseuri|parseqs|globals|util)(?:\.node)?\.js$/.exec(id)?.[1]
      if (replaced) return `\0firsthand:${replaced}`
      return undefined
    },
    load(id) {
      return id.startsWith('\0') && Object.hasOwn(modules, id.slice(1)) ? modules[id.slice(1)] : undefined
    },
    transform(code, id) {
      const changes = Object.entries(shortened).find(([file]) => id === join(engine, file))?.[1]
      if (!changes) return undefined
      let short = code
      for (const [pattern, text] of changes) {
        const before = short
        short = short.replace(pattern, text)
        if (short === before) throw new Error(`engine.io-client has changed: look anew at what of ${id} a browser needs.`)
      }
      return { code: short, map: null }
    },
  }
}
