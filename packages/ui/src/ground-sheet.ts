import { composerStyles } from './composer/composer.css.ts'
import { iconButtonStyles } from './controls/icon-button.css.ts'
import { avatarStyles } from './face/avatar.css.ts'
import { skeletonStyles } from './skeleton.css.ts'
import { tokenStyles } from './tokens/tokens.css.ts'

/** The style of what a first sight needs: tokens, faces, icon buttons, the composer. For `adoptStyles`. */
export const groundSheet: string = tokenStyles + avatarStyles + iconButtonStyles + skeletonStyles + composerStyles
