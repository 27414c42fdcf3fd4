export {
  type LightName,
  lightHues,
  lights,
  type ProjectColourName,
  projectColourNames,
  projectHues,
} from './model/colours.ts'
export {
  formatDate,
  formatFen,
  formatNumber,
  formatSize,
  formatSpan,
  formatWan,
  todayInShanghai,
} from './model/format.ts'
export { uiMessages } from './model/messages.ts'
export { Session, type SessionPosition } from './model/session.ts'
