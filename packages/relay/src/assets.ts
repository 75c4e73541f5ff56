/** The built browser files a relay serves; each is the folder a build wrote. */
export interface Assets {
  /** `packages/widget/dist/embed`: `manifest.json` names the loader and the version folder. */
  widget?: string
  /** `packages/console/dist`: an `index.html` and hashed files. */
  console?: string
  /** The previous releases' folders of the same two kinds: their hashed files stay served, so that an open page can still load a chunk. */
  previous?: { widget?: string; console?: string }[]
}
