import { en, type Words } from './en.ts'

export const nl: Words = { ...en, talk: () => import('./talk/nl.ts').then((module) => module.nl) }
