import { groundSheet } from './ground-sheet.ts'
import { talkSheet } from './talk-sheet.ts'

/** The style of every piece but Sheet and Dialog, which bring their own when first drawn. */
export const pieceSheet: string = groundSheet + talkSheet
