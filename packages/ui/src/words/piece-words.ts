import { englishComposerWords, type ComposerWords } from './composer-words.ts'
import { englishTimelineWords, type TimelineWords } from './timeline-words.ts'

/** Every word the pieces themselves show or read out, in one language. */
export interface PieceWords extends ComposerWords, TimelineWords {}

/** The English of the pieces. */
export const englishPieceWords: PieceWords = { ...englishComposerWords, ...englishTimelineWords }
