import type { FactWords, TimelineWords } from '@firsthand/ui'
import { plural } from '../plural.ts'
import type { TalkWords } from './en.ts'

const timeline: TimelineWords = {
  locale: 'es',
  roles: { owner: 'Responsable', visitor: 'Visitante' },
  nameless: 'Visitante',
  edit: 'Editar',
  remove: 'Eliminar',
  copy: 'Copiar',
  close: 'Cerrar',
  back: 'Volver',
  messageMenu: 'Acciones del mensaje',
  log: 'Conversación',
  loading: 'Cargando',
  earlier: 'Mensajes anteriores',
  earlierFailed: 'No se pudieron cargar los mensajes anteriores.',
  tryAgain: 'Intentar de nuevo',
  discard: 'Descartar',
  newLine: 'Nuevo',
  newMessages: (number) => plural('es', number, { one: '# mensaje nuevo', other: '# mensajes nuevos' }),
  sending: 'Enviando',
  waiting: 'Esperando la conexión',
  notSent: 'No enviado',
  delivery: { sent: 'Enviado', delivered: 'Entregado', read: 'Leído' },
  edited: 'editado',
  deleted: 'Mensaje eliminado',
  typing: (names) => (names.length === 1 ? `${names[0]} está escribiendo` : `${names.join(', ')} están escribiendo`),
  event: {
    status: (to, who, own) =>
      to === 'resolved' ? (own ? 'Lo diste por resuelto' : `${who} lo dio por resuelto`) : own ? 'Lo reabriste' : `${who} lo reabrió`,
    nameGiven: (name, own) => (own ? `Ahora te llamas ${name}` : `Ahora se llama ${name}`),
    lost: (number) =>
      plural('es', number, {
        one: 'Restaurado de una copia: aquí falta # mensaje',
        other: 'Restaurado de una copia: aquí faltan # mensajes',
      }),
  },
  failure: ({ code }) =>
    code === 'rate-limited'
      ? 'Demasiados mensajes a la vez. Espera un momento.'
      : code === 'payload-invalid'
        ? 'El mensaje es demasiado largo o está vacío.'
        : code === 'conversation-not-found'
          ? 'Esta conversación ya no existe.'
          : code === 'message-deleted'
            ? 'Este mensaje se eliminó mientras tanto.'
            : 'El servidor lo rechazó.',
  reference: (id) => `Si continúa, indica: ${id}`,
}

const facts: FactWords = {
  locale: 'es',
  fields: {
    name: 'Nombre',
    kind: 'Conocido como',
    page: 'Página abierta ahora',
    locale: 'Idioma del navegador',
    firstMessageAt: 'Primer mensaje',
    conversations: 'Conversaciones en este sitio',
  },
  noName: 'No indicado',
  kinds: { anonymous: 'Visitante anónimo', verified: 'Visitante verificado', member: 'Miembro' },
  unknown: 'No comunicado',
  noPage: 'Ninguna',
  since: (moment) => `Desde: ${moment}`,
  none: 'Ninguno todavía',
}

/** Spanish. */
export const es: TalkWords = {
  timeline,
  facts,
  somebody: 'la persona responsable',
  newConversation: 'Nueva conversación',
  offline: 'Estás sin conexión. Lo que escribas se guarda y se envía después.',
  reconnecting: 'Reconectando. Lo que escribas se guarda.',
  unreachable: 'Ahora mismo no hay conexión. Lo que escribas se guarda y se envía solo.',
  noConnection: 'Ahora mismo no hay conexión.',
  otherWays: 'También puedes:',
  memoryOnly: 'Este navegador no guarda nada aquí: deja la página abierta hasta que se envíe tu mensaje.',
  gone: 'Esta conversación ya no existe.',
  refused: ({ code }) =>
    code === 'credential-revoked'
      ? 'Se cerró la sesión de este navegador. Abre la página otra vez para empezar de nuevo.'
      : code === 'subject-not-found'
        ? 'Todavía no hay nadie a cargo de esta página.'
        : 'Esta página no está preparada para conversaciones.',
  seenAs: (owner) => `${owner} te ve como «Visitante».`,
  addName: 'Añade tu nombre',
  changeName: 'Cambia tu nombre',
  yourName: 'Tu nombre',
  nameHint: (owner) => `${owner} lo verá. También puedes escribir sin nombre.`,
  conversationsEmpty: 'Las conversaciones que empieces quedarán aquí.',
  resolved: 'Resuelta',
  said: (text) => `Tú: ${text}`,
  factsTitle: (owner) => `Lo que ${owner} ve de ti`,
  factsHint: (owner) => `Esto es todo. ${owner} lee exactamente la misma lista.`,
  factsFailed: 'No se pudo cargar ahora mismo.',
  forget: 'Olvidar este dispositivo',
  forgetTitle: '¿Olvidar este dispositivo?',
  forgetText: (owner) =>
    `Este navegador ya no sabrá que las conversaciones son tuyas y no podrá volver a abrirlas. Lo que escribiste lo conserva ${owner}.`,
  forgetUnsent: (number) =>
    plural('es', number, { one: '# mensaje aún no se ha enviado y se perderá.', other: '# mensajes aún no se han enviado y se perderán.' }),
  forgetDo: 'Olvidar',
  forgetKeep: 'Conservar',
}
