import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Icon, personIcon } from '../icons.tsx'
import { hueOf, initialsOf } from './initials.ts'
import { loadFace } from './load-face.ts'

/** Whether somebody is there; null draws no sign at all. */
export type Presence = 'here' | 'away' | null

/** What {@link Avatar} draws. */
export interface AvatarProps {
  /** For the initials; nothing is read out, the name stands beside it. */
  name: string | null
  /** A `data:image/…;base64,` or absolute address; null or unreachable: initials, or a neutral shape without a name. */
  face?: string | null
  size?: 24 | 32 | 40 | 56
  presence?: Presence
  /** What the tint of the initials hangs on; a person's id. Left out: the name. */
  seed?: string
}

/** A person's face, drawn to a canvas; initials on a tint of their own until it is there, or for good. */
export function Avatar({ name, face, size = 32, presence, seed }: AvatarProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    const target = canvas.current
    if (!face || !target) return
    let wanted = true
    const draw = (bitmap: ImageBitmap | null): void => {
      const paint = wanted && bitmap ? target.getContext('2d') : null
      if (!paint || !bitmap) return
      const side = Math.round(size * Math.min(3, devicePixelRatio || 1))
      target.width = target.height = side
      const crop = Math.min(bitmap.width, bitmap.height)
      paint.imageSmoothingQuality = 'high'
      paint.drawImage(bitmap, (bitmap.width - crop) / 2, (bitmap.height - crop) / 2, crop, crop, 0, 0, side, side)
      target.hidden = false
    }
    void loadFace(face).then(draw)
    return () => {
      wanted = false
      target.hidden = true
    }
  }, [face, size])
  const initials = initialsOf(name)
  return (
    <span
      class={`fh-avatar fh-avatar-${size} ${initials ? '' : 'fh-nobody'}`}
      style={{ '--fh-own-hue': `${hueOf(seed ?? name ?? '')}` }}
      aria-hidden="true"
    >
      {initials || <Icon path={personIcon} />}
      <canvas ref={canvas} hidden />
      {presence && <PresenceDot presence={presence} />}
    </span>
  )
}

/** Presence as a shape, not by colour alone: filled is here, a ring is away. Say it in words beside it. */
export function PresenceDot({ presence }: { presence: 'here' | 'away' }): JSX.Element {
  return <span class={`fh-dot fh-dot-${presence}`} aria-hidden="true" />
}
