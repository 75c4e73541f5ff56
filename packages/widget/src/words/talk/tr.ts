import { en, type TalkWords } from './en.ts'

export const tr: TalkWords = { ...en }
