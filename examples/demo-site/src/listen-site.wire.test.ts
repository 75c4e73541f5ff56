import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listenSite, type Site } from './listen-site.ts'

describe('the server of the demo site', () => {
  let site: Site
  beforeEach(async () => {
    site = await listenSite(0)
  })
  afterEach(() => site.close())

  test('answers 503 until it knows the relay, and the page afterwards', async () => {
    expect((await fetch(site.origin)).status).toBe(503)
    site.serve('http://127.0.0.1:9')
    const page = await fetch(site.origin)
    expect(page.status).toBe(200)
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self' http://127.0.0.1:9;")
    expect(await page.text()).toContain('<script async src="http://127.0.0.1:9/v1.js" data-site="demo"></script>')
  })

  test('sends a missing slash on, and never to another host', async () => {
    site.serve('http://127.0.0.1:9')
    const bare = await fetch(`${site.origin}/wren`, { redirect: 'manual' })
    expect([bare.status, bare.headers.get('location')]).toEqual([301, '/wren/'])
    const doubled = await fetch(`${site.origin}//wren`, { redirect: 'manual' })
    expect(doubled.headers.get('location')).toBe('/wren/')
  })

  test('answers what is not there with the page that says so, under the same policy', async () => {
    site.serve('http://127.0.0.1:9')
    const page = await fetch(`${site.origin}/nowhere`)
    expect(page.status).toBe(404)
    expect(page.headers.get('content-security-policy')).toContain("require-trusted-types-for 'script'")
  })

  test('serves no method but GET and HEAD', async () => {
    site.serve('http://127.0.0.1:9')
    expect((await fetch(site.origin, { method: 'POST', body: 'x' })).status).toBe(405)
    expect((await fetch(site.origin, { method: 'HEAD' })).status).toBe(200)
  })

  test('lets a browser keep the type, and nothing that may be edited', async () => {
    site.serve('http://127.0.0.1:9')
    const cached = async (path: string): Promise<string | null> => (await fetch(site.origin + path)).headers.get('cache-control')
    expect(await cached('/fonts/newsreader.woff2')).toContain('immutable')
    expect(await cached('/css/base.css')).toBe('no-cache')
    expect(await cached('/')).toBe('no-cache')
  })

  test('refuses a port that is taken', async () => {
    await expect(listenSite(Number(new URL(site.origin).port))).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})
