import { composerStyles } from './composer/composer.css.ts'
import { controlStyles } from './controls/controls.css.ts'
import { avatarStyles } from './face/avatar.css.ts'
import { pieceStyles } from './pieces.css.ts'
import { tokenStyles } from './tokens/tokens.css.ts'

/** The style of what a first sight needs: tokens, faces, buttons, notices, the composer. For `adoptStyles`. */
export const groundSheet: string = tokenStyles + avatarStyles + controlStyles + pieceStyles + composerStyles
