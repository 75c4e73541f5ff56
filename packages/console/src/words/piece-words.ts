import { englishFactWords, englishPieceWords, type FactWords, type PieceWords } from '@firsthand/ui'

/** The console speaks English; dates and spans are written as the reader's browser writes English ones. */
export const locale = typeof navigator !== 'undefined' && /^en\b/i.test(navigator.language) ? navigator.language : 'en'

/** The words of the shared pieces, as the console uses them. */
export const pieceWords: PieceWords = { ...englishPieceWords, locale }

/** The words of the shared list of facts, as the console uses them. */
export const factWords: FactWords = { ...englishFactWords, locale }
