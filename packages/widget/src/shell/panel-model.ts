import type { Client, ConversationModel, SubjectModel } from '@firsthand/client'
import type { Availability, ConversationId, Page, SubjectCard, SubjectQuery } from '@firsthand/protocol'
import { createDraft, type Draft } from '@firsthand/ui'
import { batch, computed, effect, signal, untracked, type ReadonlySignal, type Signal } from '@preact/signals'

/** A screen that lies over the conversation. */
export type SheetName = 'conversations' | 'facts' | 'forget'

/** What a panel is made from; the signals may change while it lives (a single-page navigation, a card that arrives late). */
export interface PanelSetup {
  client: Client
  /** The page's subject. */
  query: ReadonlySignal<SubjectQuery>
  /** The page itself. */
  page: ReadonlySignal<Page>
  /** The launcher's card, shown until the live one is there. */
  card: ReadonlySignal<SubjectCard | null>
}

/** What the panel shows, in signals, and what can be done there. No DOM in here. */
export interface PanelModel {
  readonly client: Client
  /** Set by whoever opens and closes the panel: only what is visible counts as read. */
  readonly visible: Signal<boolean>
  /** The conversation shown, and what is being written in it. */
  readonly shown: ReadonlySignal<{ conversation: ConversationModel; draft: Draft }>
  /** The subject shown and its owner: the page's, or that of an earlier conversation. */
  readonly subject: ReadonlySignal<SubjectModel>
  readonly card: ReadonlySignal<SubjectCard | null>
  readonly availability: ReadonlySignal<Availability | null>
  readonly sheet: Signal<SheetName | null>
  readonly naming: Signal<boolean>
  /** Whether it is not yet known if there is an earlier conversation to show here. */
  readonly settling: ReadonlySignal<boolean>
  /** Raised to ask for the focus in the composer. */
  readonly wantsFocus: Signal<number>
  /** Shows a conversation that stands. */
  show(id: ConversationId): void
  /** Begins one about the page's subject, or another. */
  begin(about?: SubjectQuery, text?: string): void
  close(): void
}

/** Makes the model of a panel. It opens the last open conversation about the page's subject, else a new one. */
export function createPanelModel({ client, query, page, card }: PanelSetup): PanelModel {
  const drafts = new Map<ConversationId, Draft>()
  const closers: (() => void)[] = []
  // Set once the visitor, or the inbox, has decided what is shown for this subject.
  const settled = signal(false)
  const about = signal(query.peek())
  const subject = signal(client.watchSubject(about.peek()))
  const place = (conversation: ConversationModel, text = ''): { conversation: ConversationModel; draft: Draft } => {
    let draft = drafts.get(conversation.id)
    if (!draft) drafts.set(conversation.id, (draft = createDraft(conversation)))
    if (text) draft.write(text)
    return { conversation, draft }
  }
  const shown = signal(place(client.startConversation(query.peek(), page.peek())))

  const look = (next: SubjectQuery): void => {
    if (next.subject === about.peek().subject && next.url === about.peek().url) return
    subject.peek().release()
    about.value = next
    subject.value = client.watchSubject(next)
  }
  const replace = (conversation: ConversationModel, text?: string): void => {
    const before = shown.peek().conversation
    if (before.id === conversation.id) return
    shown.value = place(conversation, text)
    before.release()
  }
  const model: PanelModel = {
    client,
    visible: signal(false),
    shown,
    subject,
    card: computed(() => {
      const live = subject.value.card.value
      if (live) return live
      const early = card.value
      // The launcher's card speaks of the page's own subject only.
      return about.value === query.value || about.value.subject === early?.subject.key ? early : null
    }),
    availability: computed(() => (subject.value.card.value ? subject.value.availability.value : null)),
    sheet: signal(null),
    naming: signal(false),
    settling: computed(() => !settled.value && client.inbox.state.value === 'loading' && client.you.value !== null),
    wantsFocus: signal(0),
    show: (id) =>
      batch(() => {
        settled.value = true
        const known = client.inbox.conversations.peek().find((one) => one.id === id)
        replace(client.openConversation(id))
        if (known) look({ subject: known.subject.key, url: known.subject.url })
        model.sheet.value = null
        model.wantsFocus.value++
      }),
    begin: (next = query.peek(), text) =>
      batch(() => {
        settled.value = true
        look(next)
        const current = shown.peek()
        const fresh = current.conversation.state.peek() === 'new' && startedAbout === next
        if (fresh) place(current.conversation, text)
        else replace(client.startConversation((startedAbout = next), page.peek()), text)
        model.sheet.value = null
        model.wantsFocus.value++
      }),
    close() {
      for (const close of closers) close()
      shown.peek().conversation.release()
      subject.peek().release()
    },
  }
  let startedAbout = query.peek()

  // Another page: its subject decides anew what is shown.
  closers.push(
    effect(() => {
      const next = query.value
      untracked(() => {
        const { subject: key, url } = startedAbout
        if (next.subject === key && next.url === url) return
        batch(() => {
          model.begin(next)
          settled.value = false
        })
      })
    }),
  )
  // The last open conversation about this subject takes the place of the untouched new one; what was typed goes along.
  closers.push(
    effect(() => {
      if (settled.value || client.inbox.state.value === 'loading') return
      const key = model.card.value?.subject.key
      if (!key) return
      const { conversation, draft } = shown.value
      // What was said here already must not go out of sight.
      if (conversation.state.value !== 'new' || conversation.timeline.value.length > 0) return
      const known = client.inbox.conversations.value.find((one) => one.subject.key === key && one.status === 'open')
      // Until then one that is begun in another tab takes its place just as well.
      if (!known) return
      untracked(() => {
        replace(client.openConversation(known.id), draft.text.peek())
        settled.value = true
      })
    }),
  )
  // A conversation opened by address alone says itself what it is about.
  closers.push(
    effect(() => {
      const about = shown.value.conversation.conversation.value?.subject
      if (about && about.key !== untracked(() => model.card.value?.subject.key)) look({ subject: about.key, url: about.url })
    }),
  )
  return model
}
