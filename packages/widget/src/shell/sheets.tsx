import type { JSX } from 'preact'
import type { TalkWords } from '../words/talk/en.ts'
import type { Words } from '../words/en.ts'
import { lazy } from './lazy.tsx'
import type { PanelModel } from './panel-model.ts'

/** What every sheet of the panel takes. */
export interface PanelSheetProps {
  model: PanelModel
  words: Words
  talk: TalkWords
  /** The owner's name as shown. */
  owner: string
  /** The relay's address without a trailing slash. */
  relay: string
  onBack(): void
}

const ConversationsSheet = lazy(() => import('../features/inbox/conversations-sheet.tsx').then((module) => module.ConversationsSheet))
const FactsSheet = lazy(() => import('../features/facts/facts-sheet.tsx').then((module) => module.FactsSheet))
const ForgetSheet = lazy(() => import('../features/leaving/forget-sheet.tsx').then((module) => module.ForgetSheet))

/** The sheet that is open, if any; each is a chunk of its own. */
export function Sheets(props: PanelSheetProps): JSX.Element | null {
  switch (props.model.sheet.value) {
    case 'conversations':
      return <ConversationsSheet {...props} />
    case 'facts':
      return <FactsSheet {...props} />
    case 'forget':
      return <ForgetSheet {...props} />
    case null:
      return null
  }
}
