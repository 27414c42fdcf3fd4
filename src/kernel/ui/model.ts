export {
  type LightName,
  lights,
  type ProjectColourName,
  projectColourNames,
} from './model/colours.ts'
export {
  formatDate,
  formatDue,
  formatFen,
  formatNumber,
  formatSize,
  formatSpan,
  formatWan,
  todayInShanghai,
} from './model/format.ts'
export { uiMessages } from './model/messages.ts'
export { Session } from './model/session.ts'
