import type { ConversationModel } from '@firsthand/client'
import type { KeptConversation } from '../../../relay/src/store/memory/memory-conversation.ts'
import { messagesOf } from './perform.ts'
import { findWordings, type Blame, type SaidMessage } from './record.ts'
import type { Stage } from './stage.ts'
import { open, type Page, type Tab } from './tab.ts'

/** Everything that must hold once every fault is over and some time has passed. Empty where all of it does. */
export function checkHealed(stage: Stage, what: 'messages' | 'all' = 'all'): Blame[] {
  const blames: Blame[] = []
  const blame = (rule: string, what: string): void => void blames.push({ rule, what })
  checkLogs(stage, blame)
  checkSaid(stage, blame)
  for (const tab of stage.tabs.values()) if (tab.page) checkPage(stage, tab, tab.page, blame)
  return what === 'all' ? blames : blames.filter(({ rule }) => !rule.includes('cursor'))
}

type BlameIt = (rule: string, what: string) => void

/** Opens on each page everything its person takes part in, as if somebody looked at all of it. */
export function openEverything(stage: Stage): void {
  for (const { page } of stage.tabs.values()) {
    if (!page) continue
    // What a page could not find while its storage kept its visitor's secret from it is opened again, as by hand.
    for (const model of page.models.filter(({ state }) => state.value === 'gone')) {
      if (messagesOf(model).some(({ delivery }) => delivery.state === 'not-sent')) continue
      page.models.splice(page.models.indexOf(model), 1)
      model.release()
    }
    for (const { id } of page.client.inbox.conversations.value) open(page, id)
  }
}

function personAt(stage: Stage, { browser }: Tab, page: Page): string | undefined {
  return browser.as.as === 'member' ? browser.as.person : stage.witness.personAt(page.life)
}

function checkLogs({ disk }: Stage, blame: BlameIt): void {
  for (const { id, entries, participants } of disk.memory.conversations.values()) {
    entries.forEach((entry, index) => {
      if (entry.seq !== index + 1) blame('[P3] seq is gapless', `${id} has ${entry.seq} at place ${index + 1}`)
    })
    const keys = new Set(entries.map((entry) => `${entry.author} ${entry.cid}`))
    if (keys.size !== entries.length) blame('[P2] (conversation, author, cid) is unique', id)
    for (const { person, delivered, read } of participants) {
      if (read > delivered || delivered > entries.length)
        blame('[P15] cursors stand within the log', `${person} in ${id}: ${delivered}/${read}`)
    }
  }
}

function checkSaid(stage: Stage, blame: BlameIt): void {
  const { said, disk, witness, browsers } = stage
  const stands = new Map<number, { author: string; seq: number; conversation: string }[]>()
  for (const { id, entries } of disk.memory.conversations.values()) {
    for (const { type, cid, author, seq } of entries) {
      const number = type === 'message' ? witness.numberOf(cid) : undefined
      if (number !== undefined) stands.set(number, [...(stands.get(number) ?? []), { author, seq, conversation: id }])
    }
  }
  const identities = new Map<string, Set<number>>()
  const last = new Map<string, { number: number; seq: number }>()
  for (const one of said) {
    const found = stands.get(one.number) ?? []
    const what = `<${one.number}> said at ${one.seat}`
    if (found.length > 1) blame('[P2] nothing is said twice', `${what} stands ${found.length} times`)
    const [entry] = found
    if (!entry) {
      const acked = witness.acked.has(one.number)
      if (acked && disk.restores.length === 0) blame('[P4] what was acked is there', what)
      // After a restore what was acked comes back where its sender's browser has kept it, and the conversation it stood in.
      const holds = browsers.find(({ name }) => name === one.browser)!.storage.reliable
      const owed =
        one.kept &&
        !one.takenBack &&
        !isShownUnsent(stage, one) &&
        (disk.restores.length === 0 || (holds && disk.memory.conversations.has(one.conversation)))
      if (owed) blame(acked ? '[P13] what was acked comes back' : '[P9] nothing unsent is dropped', `${what}, and is nowhere`)
      continue
    }
    if (one.identity !== null) identities.set(entry.author, (identities.get(entry.author) ?? new Set()).add(one.identity))
    // Where neither the storage nor the other tabs could be told that it was taken back, another tab may have it, and send it late.
    if (one.takenBack && !(stage.tabsHear && browsers.find(({ name }) => name === one.browser)!.storage.reliable)) continue
    const before = last.get(`${one.page} ${entry.conversation}`)
    // What a restore lost stands behind what was said since, where only another tab or device still held it.
    if (before && before.seq > entry.seq && disk.restores.length === 0) {
      blame('[P5] what one sender says keeps its order', `${what} has seq ${entry.seq}, <${before.number}> before it ${before.seq}`)
    }
    last.set(`${one.page} ${entry.conversation}`, { number: one.number, seq: entry.seq })
  }
  for (const [person, numbers] of identities) {
    const browsers = new Set(said.filter((one) => stands.get(one.number)?.[0]?.author === person).map((one) => one.browser))
    if (numbers.size > 1 || browsers.size > 1) {
      blame(
        '[P11] nothing goes out under another identity',
        `${person} has said what ${numbers.size} identities in ${browsers.size} browsers said`,
      )
    }
  }
}

/** Whether its sender is told that it was refused, and may try again. */
function isShownUnsent({ tabs }: Stage, { browser, number }: SaidMessage): boolean {
  return Array.from(tabs.values()).some(
    (tab) =>
      tab.browser.name === browser &&
      tab.page?.models.some((model) =>
        messagesOf(model).some(
          ({ delivery, text }) => delivery.state === 'not-sent' && findWordings(text ?? '').some((found) => found.number === number),
        ),
      ),
  )
}

function checkPage(stage: Stage, tab: Tab, page: Page, blame: BlameIt): void {
  const { client } = page
  const at = page.life.name
  const { state } = client.connection.value
  if (state !== 'online') return blame('[P18] a lost connection is opened again', `${at} is ${state}`)
  if (client.unsent.value > 0) blame('[P9] what is unsent goes out by itself', `${at} has ${client.unsent.value} unsent`)
  const person = personAt(stage, tab, page)
  if (client.you.value && client.you.value.id !== person)
    blame('[P11] one is who one is', `${at} takes itself for ${client.you.value.id}, not ${person}`)
  const theirs = [...stage.disk.memory.conversations.values()].filter((one) => one.participants.some((reader) => reader.person === person))
  const listed = new Map(client.inbox.conversations.value.map((one) => [one.id, one]))
  const missing = theirs.filter(({ id }) => !listed.has(id))
  if (missing.length > 0) blame('[P8] the inbox lists every conversation', `${at} lacks ${missing.map(({ id }) => id).join(', ')}`)
  const foreign = [...listed.keys()].filter((id) => theirs.every((one) => one.id !== id))
  if (foreign.length > 0) blame('nobody sees what is not theirs', `${at} lists ${foreign.join(', ')}`)
  for (const stored of theirs) {
    const shown = listed.get(stored.id)
    if (!shown) continue
    const mine = stored.participants.find((reader) => reader.person === person)!
    const live = stored.entries.filter((entry) => entry.type === 'message' && entry.body !== null)
    const unread = live.filter((entry) => entry.author !== person && entry.seq > mine.read).length
    const is = {
      head: shown.head.seq,
      status: shown.status,
      // Counted from the highest cursor that was heard of: see below.
      unread: stage.disk.restores.includes('files') ? unread : shown.unread,
      last: shown.last?.cid ?? null,
    }
    const due = {
      head: stored.entries.length,
      status: stored.status,
      unread,
      last: live.at(-1)?.cid ?? null,
    }
    const shownCursors = JSON.stringify(cursorsOf(shown.participants))
    const storedCursors = JSON.stringify(cursorsOf(stored.participants))
    // Of one life of a database clients know the highest cursors they heard of. Copied back by hand, it may hold lower ones.
    if (shownCursors !== storedCursors && !stage.disk.restores.includes('files')) {
      blame('[P15] every screen knows the stored cursors', `${at}, ${stored.id}: ${shownCursors} for ${storedCursors}`)
    }
    if (JSON.stringify(is) !== JSON.stringify(due)) {
      blame('[P8] the inbox says what stands', `${at}, ${stored.id}: ${JSON.stringify(is)} for ${JSON.stringify(due)}`)
    }
    const model = page.models.find(({ id }) => id === stored.id)
    if (model) checkTimeline(stored, model, person!, at, stage.disk.restores.includes('files') ? withoutTicks(blame) : blame)
  }
}

const withoutTicks =
  (blame: BlameIt): BlameIt =>
  (rule, what) =>
    rule.startsWith('[P15]') || blame(rule, what)

function cursorsOf(participants: readonly { delivered: number; read: number }[]): string[] {
  return participants.map(({ delivered, read }) => `${delivered}/${read}`)
}

function checkTimeline(stored: KeptConversation, model: ConversationModel, person: string, at: string, blame: BlameIt): void {
  if (model.state.value !== 'ready') return blame('[P6] a conversation opens', `${at}: ${stored.id} is ${model.state.value}`)
  const items = model.timeline.value
  const shown = items.filter((item) => item.seq !== null && !(item.kind === 'event' && item.event.type === 'messages-lost'))
  const from = shown[0]?.seq ?? 1
  // An edit that was refused shows what it would have said, marked as not sent.
  const unsent = new Set(shown.flatMap((item) => (item.kind === 'message' && item.delivery.state === 'not-sent' ? [item.seq] : [])))
  const due = stored.entries
    .filter((entry) => entry.seq >= from && entry.type !== 'message-edited' && entry.type !== 'message-deleted')
    .map((entry) => `${entry.seq} ${unsent.has(entry.seq) ? 'not sent' : textOf(stored, entry.seq)}`)
  const is = shown.map((item) => `${item.seq} ${unsent.has(item.seq) ? 'not sent' : item.kind === 'message' ? item.text : 'event'}`)
  if (JSON.stringify(is) !== JSON.stringify(due)) {
    blame('[P7] every screen shows what stands, in its order', `${at}, ${stored.id}: ${JSON.stringify(is)} for ${JSON.stringify(due)}`)
  }
  if (new Set(items.map((item) => item.key)).size !== items.length) blame('[P1] an echo is replaced, never joined', `${at}, ${stored.id}`)
  const waits = messagesOf(model).filter(({ delivery }) => delivery.state === 'sending' || delivery.state === 'waiting')
  if (waits.length > 0) blame('[P9] what is unsent goes out by itself', `${at}: ${waits.map(({ text }) => text).join(' ')}`)
  const mine = stored.participants.filter((one) => one.person !== person)
  for (const item of messagesOf(model)) {
    if (!item.own || item.seq === null || unsent.has(item.seq)) continue
    const reached = mine.some((one) => one.read >= item.seq!)
      ? 'read'
      : mine.some((one) => one.delivered >= item.seq!)
        ? 'delivered'
        : 'sent'
    if (item.delivery.state !== reached)
      blame('[P15] a tick follows the stored cursor', `${at}: ${item.text} is ${item.delivery.state}, not ${reached}`)
  }
}

/** The newest text of the entry at a seq, or what it is instead. */
function textOf({ entries }: KeptConversation, seq: number): string | null {
  const entry = entries[seq - 1]!
  if (entry.type !== 'message') return 'event'
  if (entry.body === null) return null
  const edit = entries.findLast((one) => one.type === 'message-edited' && one.amends === seq)
  return ((edit?.body ?? entry.body) as { text: string }).text
}
