/** The built browser files a relay serves; each is the folder a build wrote. */
export interface Assets {
  /** `packages/widget/dist/embed`: an {@link EmbedManifest} as `manifest.json`, the loader, and the version's folder. */
  widget?: string
  /** `packages/console/dist`: an `index.html` and hashed files in `assets/`, built for the base `/console/`. */
  console?: string
  /** The previous releases' folders of the same two kinds: their hashed files stay served, so that an open page can still load a chunk. */
  previous?: { widget?: string; console?: string }[]
}

/**
 * `manifest.json` of the built widget. The relay serves `<widget>/<loader>` as `/v1.js` (cached shortly), and everything in
 * `<widget>/<version>/` below `/v1/<version>/` (cached for ever); beside each file a `.br` one is sent to whoever accepts it.
 */
export interface EmbedManifest {
  /** The folder of this release, such as `0.1.0` or `0.1.0-3f9c2a71`. */
  version: string
  /** The loader's file name in the same folder as the manifest, such as `loader.js`. */
  loader: string
}
