import type { build } from 'vite'

/** Writes the script-tag files: `manifest.json`, the loader, and the folder of this release, each file with its Brotli form beside it. */
export function buildWidget(
  vite: { build: typeof build },
  options?: { outDir?: string },
): Promise<{ file: string; bytes: number; brotli: number }[]>
