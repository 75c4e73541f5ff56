export { talkSheet, Timeline } from '@firsthand/ui'
export { NameLine } from '../features/naming/name-line.tsx'
export { HeaderMenu } from './header-menu.tsx'
export { Sheets } from './sheets.tsx'
