import type { FactWords, TimelineWords } from '@firsthand/ui'
import { plural } from '../plural.ts'
import type { TalkWords } from './en.ts'

const timeline: TimelineWords = {
  locale: 'tr',
  roles: { owner: 'Sorumlu', visitor: 'Ziyaretçi' },
  nameless: 'Ziyaretçi',
  edit: 'Düzenle',
  remove: 'Sil',
  copy: 'Kopyala',
  close: 'Kapat',
  back: 'Geri',
  messageMenu: 'Mesaj işlemleri',
  log: 'Görüşme',
  loading: 'Yükleniyor',
  earlier: 'Önceki mesajlar',
  earlierFailed: 'Önceki mesajlar yüklenemedi.',
  tryAgain: 'Yeniden dene',
  discard: 'Vazgeç',
  newLine: 'Yeni',
  newMessages: (number) => plural('tr', number, { other: '# yeni mesaj' }),
  sending: 'Gönderiliyor',
  waiting: 'Bağlantı bekleniyor',
  notSent: 'Gönderilemedi',
  delivery: { sent: 'Gönderildi', delivered: 'İletildi', read: 'Okundu' },
  edited: 'düzenlendi',
  deleted: 'Mesaj silindi',
  typing: (names) => `${names.join(', ')} yazıyor`,
  event: {
    status: (to, who, own) =>
      to === 'resolved'
        ? own
          ? 'Çözüldü olarak işaretlediniz'
          : `${who} çözüldü olarak işaretledi`
        : own
          ? 'Yeniden açtınız'
          : `${who} yeniden açtı`,
    nameGiven: (name, own) => (own ? `Artık adınız ${name}` : `Artık adı ${name}`),
    lost: (number) => plural('tr', number, { other: 'Yedekten geri yüklendi: burada # mesaj eksik' }),
  },
  failure: ({ code }) =>
    code === 'rate-limited'
      ? 'Bir anda çok fazla mesaj. Biraz bekleyin.'
      : code === 'payload-invalid'
        ? 'Mesaj çok uzun ya da boş.'
        : code === 'conversation-not-found'
          ? 'Bu görüşme artık yok.'
          : code === 'message-deleted'
            ? 'Bu mesaj bu arada silinmiş.'
            : 'Sunucu kabul etmedi.',
  reference: (id) => `Sürerse şunu bildirin: ${id}`,
}

const facts: FactWords = {
  locale: 'tr',
  fields: {
    name: 'Ad',
    kind: 'Nasıl tanınıyor',
    page: 'Şu anda açık olan sayfa',
    locale: 'Tarayıcının dili',
    firstMessageAt: 'İlk mesaj',
    conversations: 'Bu sitedeki görüşmeler',
  },
  noName: 'Verilmedi',
  kinds: { anonymous: 'Anonim ziyaretçi', verified: 'Doğrulanmış ziyaretçi', member: 'Üye' },
  unknown: 'Bildirilmedi',
  noPage: 'Yok',
  since: (moment) => `${moment} itibarıyla`,
  none: 'Henüz yok',
}

/** Turkish. */
export const tr: TalkWords = {
  timeline,
  facts,
  somebody: 'sorumlu kişi',
  newConversation: 'Yeni görüşme',
  offline: 'Çevrimdışısınız. Yazdıklarınız saklanır ve sonra gönderilir.',
  reconnecting: 'Yeniden bağlanılıyor. Yazdıklarınız saklanır.',
  unreachable: 'Şu anda bağlantı yok. Yazdıklarınız saklanır ve kendiliğinden gönderilir.',
  noConnection: 'Şu anda bağlantı yok.',
  otherWays: 'Başka bir yol:',
  memoryOnly: 'Bu tarayıcı burada hiçbir şey saklamıyor: mesajınız gönderilene kadar sayfayı açık tutun.',
  gone: 'Bu görüşme artık yok.',
  refused: ({ code }) =>
    code === 'credential-revoked'
      ? 'Bu tarayıcının oturumu kapatıldı. Baştan başlamak için sayfayı yeniden açın.'
      : code === 'subject-not-found'
        ? 'Bu sayfa için henüz kimse belirlenmemiş.'
        : 'Bu sayfa görüşmeler için ayarlanmamış.',
  seenAs: (owner) => `${owner} sizi “Ziyaretçi” olarak görüyor.`,
  addName: 'Adınızı ekleyin',
  changeName: 'Adınızı değiştirin',
  yourName: 'Adınız',
  nameHint: (owner) => `${owner} bunu görecek. Ad vermeden de yazabilirsiniz.`,
  conversationsEmpty: 'Başlattığınız görüşmeler burada durur.',
  resolved: 'Çözüldü',
  said: (text) => `Siz: ${text}`,
  factsTitle: (owner) => `${owner} hakkınızda ne görüyor`,
  factsHint: (owner) => `Hepsi bu. ${owner} da tam olarak aynı listeyi okur.`,
  factsFailed: 'Şu anda yüklenemedi.',
  forget: 'Bu cihazı unut',
  forgetTitle: 'Bu cihaz unutulsun mu?',
  forgetText: (owner) =>
    `Bu tarayıcı görüşmelerin size ait olduğunu artık bilmez ve onları yeniden açamaz. Yazdıklarınız şu kişide kalır: ${owner}.`,
  forgetUnsent: (number) => plural('tr', number, { other: '# mesaj henüz gönderilmedi ve kaybolacak.' }),
  forgetDo: 'Unut',
  forgetKeep: 'Sakla',
}
