const loaded = new Map<string, Promise<ImageBitmap | null>>()
const KEPT = 200

/**
 * Loads a face as a bitmap, once per address: `data:` by decoding it here (no request, so no `connect-src` entry), else by `fetch`.
 * Never by `<img>`, which a page's `img-src 'self'` would refuse. Null when it cannot be had; the initials stay then.
 */
export function loadFace(face: string): Promise<ImageBitmap | null> {
  let bitmap = loaded.get(face)
  if (!bitmap) {
    bitmap = readBlob(face)
      .then((blob) => createImageBitmap(blob))
      .catch(() => {
        loaded.delete(face)
        return null
      })
    if (loaded.size >= KEPT) loaded.clear()
    loaded.set(face, bitmap)
  }
  return bitmap
}

async function readBlob(face: string): Promise<Blob> {
  const encoded = /^data:(image\/(?:webp|png|jpeg));base64,/.exec(face)
  if (!encoded) {
    const response = await fetch(face)
    if (!response.ok) throw new Error(`No face at ${face}: ${response.status}`)
    return response.blob()
  }
  const bytes = Uint8Array.from(atob(face.slice(encoded[0].length)), (letter) => letter.charCodeAt(0))
  return new Blob([bytes], { type: encoded[1]! })
}
