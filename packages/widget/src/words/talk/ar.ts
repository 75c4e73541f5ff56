import type { FactWords, TimelineWords } from '@firsthand/ui'
import { plural } from '../plural.ts'
import type { TalkWords } from './en.ts'

const timeline: TimelineWords = {
  locale: 'ar',
  roles: { owner: 'المسؤول', visitor: 'زائر' },
  nameless: 'زائر',
  edit: 'تعديل',
  remove: 'حذف',
  copy: 'نسخ',
  close: 'إغلاق',
  back: 'رجوع',
  messageMenu: 'إجراءات الرسالة',
  log: 'المحادثة',
  loading: 'جارٍ التحميل',
  earlier: 'رسائل سابقة',
  earlierFailed: 'تعذّر تحميل الرسائل السابقة.',
  tryAgain: 'إعادة المحاولة',
  discard: 'تجاهل',
  newLine: 'جديد',
  newMessages: (number) =>
    plural('ar', number, {
      zero: 'لا رسائل جديدة',
      one: 'رسالة جديدة',
      two: 'رسالتان جديدتان',
      few: '# رسائل جديدة',
      other: '# رسالة جديدة',
    }),
  sending: 'جارٍ الإرسال',
  waiting: 'في انتظار الاتصال',
  notSent: 'لم تُرسل',
  delivery: { sent: 'أُرسلت', delivered: 'وصلت', read: 'قُرئت' },
  edited: 'معدّلة',
  deleted: 'رسالة محذوفة',
  typing: (names) => (names.length === 1 ? `${names[0]} يكتب الآن` : `يكتبون الآن: ${names.join('، ')}`),
  event: {
    status: (to, who, own) =>
      to === 'resolved'
        ? own
          ? 'أنهيت هذه المحادثة'
          : `أنهى ${who} هذه المحادثة`
        : own
          ? 'أعدت فتح المحادثة'
          : `أعاد ${who} فتح المحادثة`,
    nameGiven: (name, own) => (own ? `اسمك الآن ${name}` : `الاسم الآن ${name}`),
    lost: (number) =>
      plural('ar', number, {
        zero: 'استُعيدت من نسخة احتياطية',
        one: 'استُعيدت من نسخة احتياطية: تنقص هنا رسالة',
        two: 'استُعيدت من نسخة احتياطية: تنقص هنا رسالتان',
        few: 'استُعيدت من نسخة احتياطية: تنقص هنا # رسائل',
        other: 'استُعيدت من نسخة احتياطية: تنقص هنا # رسالة',
      }),
  },
  failure: ({ code }) =>
    code === 'rate-limited'
      ? 'رسائل كثيرة دفعة واحدة. انتظر قليلًا.'
      : code === 'payload-invalid'
        ? 'الرسالة طويلة جدًا أو فارغة.'
        : code === 'conversation-not-found'
          ? 'لم تعد هذه المحادثة موجودة.'
          : code === 'message-deleted'
            ? 'حُذفت هذه الرسالة في هذه الأثناء.'
            : 'رفضها الخادم.',
  reference: (id) => `إذا استمر ذلك فاذكر: ${id}`,
}

const facts: FactWords = {
  locale: 'ar',
  fields: {
    name: 'الاسم',
    kind: 'الصفة',
    page: 'الصفحة المفتوحة الآن',
    locale: 'لغة المتصفح',
    firstMessageAt: 'أول رسالة',
    conversations: 'المحادثات في هذا الموقع',
  },
  noName: 'غير مذكور',
  kinds: { anonymous: 'زائر مجهول', verified: 'زائر موثّق', member: 'عضو' },
  unknown: 'غير معروفة',
  noPage: 'لا شيء',
  since: (moment) => `منذ ${moment}`,
  none: 'لا شيء بعد',
}

/** Arabic. */
export const ar: TalkWords = {
  timeline,
  facts,
  somebody: 'الشخص المسؤول',
  newConversation: 'محادثة جديدة',
  offline: 'أنت غير متصل بالإنترنت. ما تكتبه محفوظ وسيُرسل لاحقًا.',
  reconnecting: 'جارٍ إعادة الاتصال. ما تكتبه محفوظ.',
  unreachable: 'لا يوجد اتصال الآن. ما تكتبه محفوظ وسيُرسل تلقائيًا.',
  noConnection: 'لا يوجد اتصال الآن.',
  otherWays: 'طريقة أخرى:',
  memoryOnly: 'هذا المتصفح لا يحفظ شيئًا هنا: أبقِ الصفحة مفتوحة حتى تُرسل رسالتك.',
  gone: 'لم تعد هذه المحادثة موجودة.',
  refused: ({ code }) =>
    code === 'credential-revoked'
      ? 'سُجّل خروج هذا المتصفح. افتح الصفحة من جديد للبدء.'
      : code === 'subject-not-found'
        ? 'لم يُحدَّد أحد لهذه الصفحة بعد.'
        : 'هذه الصفحة غير مهيأة للمحادثات.',
  seenAs: (owner) => `تظهر لدى ${owner} باسم «زائر».`,
  addName: 'أضف اسمك',
  changeName: 'غيّر اسمك',
  yourName: 'اسمك',
  nameHint: (owner) => `سيظهر لدى ${owner}. يمكنك الكتابة من دون اسم أيضًا.`,
  conversationsEmpty: 'ستجد هنا المحادثات التي تبدؤها.',
  resolved: 'منتهية',
  said: (text) => `أنت: ${text}`,
  factsTitle: (owner) => `ما يظهر عنك لدى ${owner}`,
  factsHint: (owner) => `هذا كل شيء. القائمة نفسها تظهر لدى ${owner}.`,
  factsFailed: 'تعذّر التحميل الآن.',
  forget: 'نسيان هذا الجهاز',
  forgetTitle: 'نسيان هذا الجهاز؟',
  forgetText: (owner) => `لن يعرف هذا المتصفح بعد ذلك أن المحادثات لك، ولن يستطيع فتحها من جديد. ما كتبته يبقى لدى ${owner}.`,
  forgetUnsent: (number) =>
    plural('ar', number, {
      zero: 'لا رسائل بانتظار الإرسال.',
      one: 'رسالة لم تُرسل بعد وستُفقد.',
      two: 'رسالتان لم تُرسلا بعد وستُفقدان.',
      few: '# رسائل لم تُرسل بعد وستُفقد.',
      other: '# رسالة لم تُرسل بعد وستُفقد.',
    }),
  forgetDo: 'نسيان',
  forgetKeep: 'إبقاء',
}
