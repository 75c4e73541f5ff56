import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A proxy of the examples, with its own file, before relays on loopback. */
export interface TestProxy {
  /** https, by a certificate nobody knows. */
  url: string
  close(): Promise<void>
}

export type ProxyName = 'nginx' | 'caddy'

const EXAMPLES = join(import.meta.dirname, '../../../../examples/deploy')

/** Whether the program is installed. */
export function hasProxy(name: ProxyName): boolean {
  try {
    execFileSync(name, [name === 'nginx' ? '-v' : 'version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Starts it with the file that stands in `examples/deploy`, in which nothing but names, ports and certificates is changed. */
export async function startProxy(name: ProxyName, relays: readonly [string, string]): Promise<TestProxy> {
  const folder = mkdtempSync(join(tmpdir(), `firsthand-${name}-`))
  const port = await findFreePort()
  const addressed = (text: string): string =>
    text.replaceAll('relay-1:7420', new URL(relays[0]).host).replaceAll('relay-2:7420', new URL(relays[1]).host)
  const child = name === 'nginx' ? runNginx(folder, port, addressed) : runCaddy(folder, port, addressed)
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text))
  try {
    await waitUntilListening(port, child)
  } catch {
    throw new Error(`${name} did not start:\n${said}`)
  }
  return {
    url: `https://localhost:${port}`,
    async close() {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function runNginx(folder: string, port: number, addressed: (text: string) => string): ChildProcess {
  const subject = ['-subj', '/CN=relay.example.com', '-days', '2']
  const certificate = ['-keyout', join(folder, 'privkey.pem'), '-out', join(folder, 'fullchain.pem')]
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', ...certificate, ...subject],
    {
      stdio: 'ignore',
    },
  )
  const conf = addressed(readFileSync(join(EXAMPLES, 'nginx/firsthand.conf'), 'utf8'))
    .replaceAll('/etc/letsencrypt/live/relay.example.com', folder)
    .replaceAll('server_name relay.example.com;', 'server_name localhost;')
    .replaceAll(/ *listen \[::\].*;\n/g, '')
    .replace('listen 443', `listen 127.0.0.1:${port}`)
    .replace('listen 80', `listen unix:${folder}/plain.sock`)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/temporary/${kind};`)
  mkdirSync(join(folder, 'temporary'))
  writeFileSync(
    join(folder, 'nginx.conf'),
    `${process.getuid?.() === 0 ? 'user root;' : ''} daemon off; master_process off; pid ${folder}/nginx.pid; error_log stderr;
     events { worker_connections 512; }
     http { access_log off; ${temporary.join(' ')}
       ${conf}
     }`,
  )
  return spawn('nginx', ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')], { stdio: ['ignore', 'ignore', 'pipe'] })
}

function runCaddy(folder: string, port: number, addressed: (text: string) => string): ChildProcess {
  const options = '{\n\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n}\n'
  const conf = addressed(readFileSync(join(EXAMPLES, 'caddy/Caddyfile'), 'utf8')).replace(
    /^relay\.example\.com \{/m,
    `https://localhost:${port} {\n\ttls internal\n\tbind 127.0.0.1`,
  )
  const file = join(folder, 'Caddyfile')
  writeFileSync(file, options + conf)
  return spawn('caddy', ['run', '--config', file, '--adapter', 'caddyfile'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
  })
}

async function waitUntilListening(port: number, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 100 && child.exitCode === null; attempt++) {
    const answers = await fetch(`https://localhost:${port}/healthz`).then(
      () => true,
      // It answers by a certificate nobody knows; only a closed port is none.
      (error: Error & { cause?: { code?: string } }) => error.cause?.code !== 'ECONNREFUSED',
    )
    if (answers) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('nobody listens')
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
