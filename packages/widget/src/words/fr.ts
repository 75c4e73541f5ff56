import { en, type Words } from './en.ts'

export const fr: Words = { ...en, talk: () => import('./talk/fr.ts').then((module) => module.fr) }
