import type { ConversationModel, MessageItem } from '@firsthand/client'
import type { Status } from '@firsthand/protocol'
import type { ActName, Step } from './plan.ts'
import { findWordings, wording, type SaidMessage } from './record.ts'
import { SUBJECTS } from './site.ts'
import type { Stage } from './stage.ts'
import { begin, forgetPage, killPage, open, type Page, type Tab } from './tab.ts'

const STORAGE = ['works', 'works', 'slow', 'throws', 'silent'] as const
const SKEWS = [0, 86_400_000, -86_400_000, 3_600_000, -5_000] as const

/** What a step works on. */
interface Hands {
  stage: Stage
  tab: Tab
  which: number
}

/** What happens to the world, to a browser, or to a page whether or not anybody can use it. */
const WORLD: Partial<Record<ActName, (hands: Hands) => void>> = {
  crash: ({ stage, which }) => stage.crash(which % 2, which % 3 === 0 ? 'silent' : 'loud'),
  start({ stage }) {
    for (let place = 0; place < stage.places; place++) void stage.start(place)
  },
  drain: ({ stage, which }) => stage.drain(which % 2),
  'store away'({ stage }) {
    stage.weather.storeFails = 1
  },
  'store back'({ stage }) {
    stage.weather.storeFails = Math.min(stage.weather.storeFails, 0.1)
  },
  offline({ stage, tab: { browser }, which }) {
    browser.online = false
    stage.network.cut((wire) => wire.place === browser, which % 2 === 0 ? 'loud' : 'silent')
  },
  online({ tab: { browser } }) {
    browser.online = true
    for (const { page } of browser.tabs) if (page) wake(page)
  },
  cut: ({ stage, tab }) => stage.network.cut((wire) => wire.page === tab.page?.life, 'loud'),
  silence: ({ stage, tab }) => stage.network.cut((wire) => wire.page === tab.page?.life, 'silent'),
  storage({ tab, which }) {
    tab.browser.storage.change(STORAGE[which % STORAGE.length]!)
  },
  skew({ tab, which }) {
    tab.browser.skew = SKEWS[which % SKEWS.length]!
  },
  reload(hands) {
    // A page that is reloaded hears that it leaves; one that crashes does not.
    if (!hands.tab.page?.frozen) for (const { hidden } of hands.tab.page?.wake ?? []) hidden()
    reopen(hands)
  },
  'crash page': reopen,
  copy: ({ stage }) => stage.copy(),
  restore: ({ stage }) => void stage.putBack('restore'),
  'copy back': ({ stage }) => void stage.putBack('files'),
}

/** What somebody does with a page. */
const PAGE: Partial<Record<ActName, (hands: Hands & { page: Page }) => void>> = {
  leave,
  forget,
  freeze({ page }) {
    page.frozen = true
    page.life.freeze()
  },
  hide({ page }) {
    page.visible = false
    for (const { hidden } of page.wake) hidden()
  },
  begin(hands) {
    if (hands.tab.browser.as.as === 'visitor') say({ ...hands, model: begin(hands.page, SUBJECTS[hands.which % 2]!) })
  },
}

/** What somebody does in a conversation. */
const TALK: Partial<Record<ActName, (hands: Talk) => void>> = {
  say,
  burst(hands) {
    for (let times = 0; times < 3; times++) say(hands)
  },
  edit(hands) {
    const [item, said] = chooseOwn(hands)
    if (!item || !said || item.text === null || item.delivery.state === 'not-sent') return
    said.texts.push(wording(said.number, said.texts.length))
    void hands.model.edit(item.cid, said.texts.at(-1)!)
  },
  remove(hands) {
    const [item, said] = chooseOwn(hands)
    if (!item || !said || item.text === null) return
    said.takenBack = true
    void hands.model.remove(item.cid)
  },
  retry(hands) {
    const [item] = chooseOwn(hands)
    if (item?.delivery.state === 'not-sent') void hands.model.retry(item.cid)
  },
  discard(hands) {
    const [item, said] = chooseOwn(hands)
    if (item?.delivery.state !== 'not-sent') return
    if (said) said.takenBack = true
    void hands.model.discard(item.cid)
  },
  read: ({ model }) => model.markRead(),
  type: ({ model, which }) => model.reportTyping(which % 3 > 0),
  resolve: ({ model }) => changeStatus(model, 'resolved'),
  reopen: ({ model }) => changeStatus(model, 'open'),
  name({ model, tab, which }) {
    if (tab.browser.as.as === 'visitor') void model.giveName(`Name ${which}`)
  },
  earlier: ({ model }) => void model.loadEarlier(),
}

type Talk = Hands & { page: Page; model: ConversationModel }

/** Does one step of a plan. */
export function perform(stage: Stage, { seat, act, which }: Omit<Step, 'waitMs'>): void {
  const tab = stage.tabs.get(seat)!
  stage.story(() => `--- ${seat}: ${act} ${which}`)
  const hands = { stage, tab, which }
  const befalls = WORLD[act]
  if (befalls) return befalls(hands)
  if (!tab.page) stage.openTab(tab)
  const page = tab.page!
  if (act === 'thaw') return thaw(page)
  if (page.frozen) return
  const does = PAGE[act]
  if (does) return does({ ...hands, page })
  const model = chooseModel(page, tab, which)
  if (model && model.state.value !== 'gone') TALK[act]?.({ ...hands, page, model })
}

function reopen({ stage, tab }: Hands): void {
  if (!tab.page) return
  bury(stage, tab.page)
  killPage(tab, stage.network)
  stage.openTab(tab)
}

/** One of one's own messages. What was said in another tab and is not committed yet is that tab's to change. */
function chooseOwn({ stage, page, model, which }: Talk): [MessageItem | undefined, SaidMessage | undefined] {
  const mine = messagesOf(model).filter(
    (item) => item.own && (item.seq !== null || stage.said.some((said) => said.page === page.life.name && contains(item, said))),
  )
  const item = mine[Math.floor(which / 7) % Math.max(1, mine.length)]
  return [item, item && stage.said.find((one) => contains(item, one))]
}

function changeStatus(model: ConversationModel, to: Status): void {
  if (model.state.value === 'ready') void model.changeStatus(to)
}

function contains(item: MessageItem, said: SaidMessage): boolean {
  return findWordings(item.text ?? '').some(({ number }) => number === said.number)
}

/** The messages a conversation shows. */
export function messagesOf(model: ConversationModel): MessageItem[] {
  return model.timeline.value.filter((item): item is MessageItem => item.kind === 'message')
}

function chooseModel(page: Page, tab: Tab, which: number): ConversationModel | undefined {
  const listed = page.client.inbox.conversations.value
  const all = [...new Set([...page.models.map(({ id }) => id), ...listed.map(({ id }) => id)])]
  if (all.length > 0) return open(page, all[which % all.length]!)
  return tab.browser.as.as === 'visitor' ? begin(page, SUBJECTS[which % 2]!) : undefined
}

function say({ stage, tab, page, model }: Talk): void {
  const number = stage.said.length
  const said: SaidMessage = {
    number,
    seat: tab.seat,
    page: page.life.name,
    browser: tab.browser.name,
    identity: page.identity,
    at: stage.world.now(),
    texts: [wording(number, 0)],
    kept: false,
    conversation: model.id,
    alive: true,
    // Who is about to log out, or has in another tab, may lose it.
    takenBack: page.identity === null,
  }
  stage.said.push(said)
  void model.send(said.texts[0]!).then(() => {
    said.kept = page.client.storage.value === 'kept'
    said.conversation = model.id
  })
}

function bury(stage: Stage, page: Page): void {
  for (const said of stage.said) if (said.page === page.life.name) said.alive = false
}

function thaw(page: Page): void {
  if (page.frozen) {
    page.frozen = false
    page.life.thaw()
  }
  page.visible = true
  wake(page)
}

function wake(page: Page): void {
  for (const { awake } of page.wake) awake()
}

/** The tab is closed in good order. */
function leave({ stage, tab, page }: Hands & { page: Page }): void {
  bury(stage, page)
  const { life, client } = page
  forgetPage(tab, page)
  void client.close().then(() => {
    life.end()
    tab.browser.storage.pageGone(life)
    tab.browser.hub.pageGone(life)
  })
}

/** Its visitor logs out. What is said until that is through, or in a tab that has not heard of it, has no certain author. */
function forget({ stage, tab, page }: Hands & { page: Page }): void {
  const { browser } = tab
  if (browser.as.as !== 'visitor' || browser.storage.state !== 'works' || page.client.storage.value !== 'kept') return
  const next = browser.identity === null ? null : browser.identity + 1
  browser.identity = null
  for (const said of stage.said) {
    if (said.browser !== browser.name) continue
    said.takenBack = true
    // Not kept yet at that moment, it may have been said before or after it.
    if (!said.kept) said.identity = null
  }
  for (const other of browser.tabs) if (other.page) other.page.identity = null
  page.models.length = 0
  void page.client.forget().then(() => {
    browser.identity = next
    page.identity = next
  })
}
