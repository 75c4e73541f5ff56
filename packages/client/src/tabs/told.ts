import type { Appended, Result } from '@firsthand/protocol'
import type { Said } from '../outbox/outbox.ts'

/** What one tab tells the others, so that all show the same. What was said counts in the order it was told. */
export type Told =
  /** This was kept or changed, or something else took its place (undefined). */
  | { type: 'changed'; changes: readonly (readonly [cid: string, said: Said | undefined])[] }
  /** Whoever said it took it back. */
  | { type: 'removed'; cids: readonly string[] }
  /** The tab that leads is sending this: the relay may have it from now on. */
  | { type: 'sending'; cid: string }
  /** The relay's last word on it; `said` as it is kept from now on. */
  | { type: 'settled'; cid: string; result: Result<Appended>; said?: Said }
  /** This identity has ended on this device. */
  | { type: 'forgotten' }
