import { stat } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

/** A file of the site. */
export interface SiteFile {
  path: string
  type: string
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
}

/**
 * Finds the file an address stands for: itself, or the `index.html` of a folder. Null where there is none, where its kind is not
 * served, and where the address would lead out of the folder.
 *
 * @param folder the site's
 * @param path the address's path, such as `/wren/`
 */
export async function findFile(folder: string, path: string): Promise<SiteFile | null> {
  const plain = decodePath(path)
  if (plain === null) return null
  const file = join(folder, plain.endsWith('/') ? `${plain}index.html` : plain)
  const type = TYPES[extname(file)]
  if (type === undefined || !file.startsWith(folder + sep)) return null
  const found = await stat(file).catch(() => null)
  return found?.isFile() ? { path: file, type } : null
}

function decodePath(path: string): string | null {
  try {
    const plain = decodeURIComponent(path)
    return plain.includes('\0') ? null : plain
  } catch {
    return null
  }
}
