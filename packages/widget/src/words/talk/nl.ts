import { en, type TalkWords } from './en.ts'

export const nl: TalkWords = { ...en }
