import { en, type TalkWords } from './en.ts'

export const es: TalkWords = { ...en }
