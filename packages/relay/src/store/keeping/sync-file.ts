import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Waits until a file's content is on disk. */
export function syncFile(file: string): void {
  const opened = openSync(file, 'r+')
  fsyncSync(opened)
  closeSync(opened)
}

/** Waits until what a folder lists, after a file was made or renamed in it, is on disk. */
export function syncFolder(folder: string): void {
  const opened = openSync(folder, 'r')
  fsyncSync(opened)
  closeSync(opened)
}
