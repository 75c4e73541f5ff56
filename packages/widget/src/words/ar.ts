import { en, type Words } from './en.ts'

export const ar: Words = { ...en, talk: () => import('./talk/ar.ts').then((module) => module.ar) }
