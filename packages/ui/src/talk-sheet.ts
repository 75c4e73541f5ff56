import { factStyles } from './facts/facts.css.ts'
import { menuStyles } from './overlay/menu.css.ts'
import { timelineStyles } from './timeline/timeline.css.ts'

/** The style of what may come a moment later: timeline, menu, facts. */
export const talkSheet: string = timelineStyles + menuStyles + factStyles
