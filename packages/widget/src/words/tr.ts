import { en, type Words } from './en.ts'

export const tr: Words = { ...en, talk: () => import('./talk/tr.ts').then((module) => module.tr) }
