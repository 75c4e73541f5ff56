import type { Words } from './en.ts'
import { plural } from './plural.ts'
import { span } from './span.ts'

/** Spanish. */
export const es: Words = {
  locale: 'es',
  dir: 'ltr',
  composer: {
    send: 'Enviar',
    save: 'Guardar',
    cancel: 'Cancelar',
    editing: 'Estás editando tu mensaje',
    left: (number) => plural('es', number, { one: 'queda # carácter', other: 'quedan # caracteres' }),
    tooMany: (number) => plural('es', number, { one: 'sobra # carácter', other: 'sobran # caracteres' }),
  },
  talk: () => import('./talk/es.ts').then((module) => module.es),
  panel: (owner) => (owner ? `Conversación con ${owner}` : 'Conversación'),
  here: 'Aquí ahora',
  away: 'Ausente',
  usually: (amount, unit) => `Suele responder en ${span('es', amount, unit)}`,
  menu: 'Menú',
  close: 'Cerrar',
  conversations: 'Tus conversaciones',
  unread: (count) => plural('es', Math.min(count, 99), { one: '# nuevo', other: count > 99 ? '99+ nuevos' : '# nuevos' }),
  welcome: (owner, subject) => `Pregunta, corrige o propón algo sobre ${subject}. ${owner} lo lee en persona.`,
  welcomeAway: 'La respuesta estará aquí cuando vuelvas.',
  write: (owner) => (owner ? `Escribe a ${owner}` : 'Escribe un mensaje'),
  writeToReopen: 'Escribe para reabrirla',
  privacy: 'No se guarda nada hasta que escribas.',
  privacyLink: 'Privacidad',
  loading: 'Cargando',
  loadFailed: 'No se pudo cargar la conversación.',
}
