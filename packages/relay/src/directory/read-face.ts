import { createHash } from 'node:crypto'
import sharp from 'sharp'
import type { Face } from './directory.ts'

/** A face is at most so many bytes, so that a card with it inline stays below 2.5 kB on the wire. */
const FACE_BYTES = 1_700
const QUALITIES = [80, 70, 60, 50, 42, 34, 26, 18, 10]
const SIDES = [96, 80, 64]

/** Reads a picture of any format sharp knows and makes of it a square WebP, 96 px wide, as good as {@link FACE_BYTES} allow. */
export async function readFace(file: string): Promise<Face> {
  for (const side of SIDES) {
    const square = await sharp(file, { limitInputPixels: 50_000_000 })
      .rotate()
      .resize(side, side, { fit: 'cover', position: 'attention' })
      .toColourspace('srgb')
      .png()
      .toBuffer()
    for (const quality of QUALITIES) {
      const bytes = await sharp(square).webp({ quality, alphaQuality: quality, effort: 6, smartSubsample: true }).toBuffer()
      if (bytes.length <= FACE_BYTES) return toFace(bytes)
    }
  }
  throw new Error(`cannot be made smaller than ${FACE_BYTES} bytes`)
}

function toFace(bytes: Buffer): Face {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
  return { path: `/v1/faces/${hash}.webp`, data: `data:image/webp;base64,${bytes.toString('base64')}`, bytes }
}
