import { en, type Words } from './en.ts'

export const es: Words = { ...en, talk: () => import('./talk/es.ts').then((module) => module.es) }
