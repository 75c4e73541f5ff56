import { en, type TalkWords } from './en.ts'

export const fr: TalkWords = { ...en }
