import { en, type TalkWords } from './en.ts'

export const de: TalkWords = { ...en }
