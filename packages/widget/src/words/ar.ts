import type { Words } from './en.ts'
import { plural } from './plural.ts'
import { span } from './span.ts'

/** Arabic. */
export const ar: Words = {
  locale: 'ar',
  dir: 'rtl',
  composer: {
    send: 'إرسال',
    save: 'حفظ',
    cancel: 'إلغاء',
    editing: 'أنت تعدّل رسالتك',
    left: (number) =>
      plural('ar', number, { zero: 'لم يبقَ أي حرف', one: 'بقي حرف واحد', two: 'بقي حرفان', few: 'بقيت # أحرف', other: 'بقي # حرفًا' }),
    tooMany: (number) => plural('ar', number, { one: 'حرف زائد', two: 'حرفان زائدان', few: '# أحرف زائدة', other: '# حرفًا زائدًا' }),
  },
  talk: () => import('./talk/ar.ts').then((module) => module.ar),
  panel: (owner) => (owner ? `محادثة مع ${owner}` : 'محادثة'),
  here: 'متاح الآن',
  away: 'غير متاح الآن',
  usually: (amount, unit) => `يصل الرد عادةً خلال ${span('ar', amount, unit)}`,
  menu: 'القائمة',
  close: 'إغلاق',
  conversations: 'محادثاتك',
  unread: (count) =>
    count > 99
      ? 'أكثر من 99 جديدة'
      : plural('ar', count, { one: 'رسالة جديدة', two: 'رسالتان جديدتان', few: '# رسائل جديدة', other: '# رسالة جديدة' }),
  welcome: (owner, subject) => `اسأل أو صحّح أو اقترح ما تشاء عن ${subject}. ما تكتبه يصل إلى ${owner} مباشرةً.`,
  welcomeAway: 'ستجد الرد هنا عند عودتك.',
  write: (owner) => (owner ? `اكتب إلى ${owner}` : 'اكتب رسالة'),
  writeToReopen: 'اكتب لإعادة فتح المحادثة',
  privacy: 'لا يُحفظ شيء قبل أن تكتب.',
  privacyLink: 'الخصوصية',
  loading: 'جارٍ التحميل',
  loadFailed: 'تعذّر تحميل المحادثة.',
}
