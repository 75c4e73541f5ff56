import { buttonStyles } from './controls/button.css.ts'
import { factStyles } from './facts/facts.css.ts'
import { menuStyles } from './overlay/menu.css.ts'
import { pieceStyles } from './pieces.css.ts'
import { timelineStyles } from './timeline/timeline.css.ts'

/** The style of what may come a moment later: buttons with words, notices, timeline, menu, facts. */
export const talkSheet: string = buttonStyles + pieceStyles + timelineStyles + menuStyles + factStyles
