import { resolve } from 'node:path'
import type { Assets } from '../assets.ts'

/** The folder of the present release and behind it those of earlier ones, absolute: the order in which a file is looked for. */
export function listFolders(assets: Assets, kind: 'widget' | 'console'): string[] {
  const folders = [assets[kind], ...(assets.previous ?? []).map((release) => release[kind])]
  return folders.flatMap((folder) => (folder === undefined ? [] : [resolve(folder)]))
}
