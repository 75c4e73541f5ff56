import type { UserConfig } from 'vite'

/** The build of the console: one page, hashed files in `assets/`, nothing inline, for the base the relay serves it at. */
const config: UserConfig = {
  base: '/console/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    emptyOutDir: true,
    target: 'es2023',
    // The polyfill and inlined assets would be code and images in places a strict policy forbids.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // One file: nothing of it can be done without, and a second request would wait for the first.
    rolldownOptions: { output: { codeSplitting: false } },
    sourcemap: false,
    reportCompressedSize: false,
  },
}

export default config
