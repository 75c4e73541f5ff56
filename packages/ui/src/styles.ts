import { composerStyles } from './composer/composer.css.ts'
import { controlStyles } from './controls/controls.css.ts'
import { avatarStyles } from './face/avatar.css.ts'
import { factStyles } from './facts/facts.css.ts'
import { menuStyles } from './overlay/overlay.css.ts'
import { pieceStyles } from './pieces.css.ts'
import { timelineStyles } from './timeline/timeline.css.ts'
import { tokenStyles } from './tokens/tokens.css.ts'

/** The style of every piece but Sheet and Dialog, which bring their own when first drawn. For {@link adoptStyles}. */
export const pieceSheet: string =
  tokenStyles + avatarStyles + controlStyles + pieceStyles + timelineStyles + composerStyles + factStyles + menuStyles
