import { en, type TalkWords } from './en.ts'

export const ar: TalkWords = { ...en }
