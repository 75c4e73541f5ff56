import { en, type Words } from './en.ts'

export const de: Words = { ...en, talk: () => import('./talk/de.ts').then((module) => module.de) }
