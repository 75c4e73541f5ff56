import type { Words } from './en.ts'
import { plural } from './plural.ts'
import { span } from './span.ts'

/** Turkish. */
export const tr: Words = {
  locale: 'tr',
  dir: 'ltr',
  composer: {
    send: 'Gönder',
    save: 'Kaydet',
    cancel: 'Vazgeç',
    editing: 'Mesajınızı düzenliyorsunuz',
    left: (number) => plural('tr', number, { other: '# karakter kaldı' }),
    tooMany: (number) => plural('tr', number, { other: '# karakter fazla' }),
  },
  talk: () => import('./talk/tr.ts').then((module) => module.tr),
  panel: (owner) => (owner ? `${owner} ile görüşme` : 'Görüşme'),
  here: 'Şu anda burada',
  away: 'Şu anda yok',
  usually: (amount, unit) => `Genellikle ${span('tr', amount, unit)} içinde yanıtlar`,
  menu: 'Menü',
  close: 'Kapat',
  conversations: 'Görüşmeleriniz',
  unread: (count) => (count > 99 ? '99+ yeni' : `${count} yeni`),
  welcome: (owner, subject) => `${subject} hakkında sorun, düzeltin ya da önerin. Yazdıklarınızı ${owner} bizzat okur.`,
  welcomeAway: 'Döndüğünüzde yanıtı burada bulursunuz.',
  write: (owner) => (owner ? `Yazın: ${owner}` : 'Bir mesaj yazın'),
  writeToReopen: 'Yeniden açmak için yazın',
  privacy: 'Siz yazana kadar hiçbir şey saklanmaz.',
  privacyLink: 'Gizlilik',
  loading: 'Yükleniyor',
  loadFailed: 'Görüşme yüklenemedi.',
}
