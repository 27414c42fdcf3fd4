export { searchMessages } from './model/messages.ts'
export {
  type HitOf,
  NumberFound,
  SearchAnswer,
  searchCountMax,
  SearchGroup,
  SearchHit,
  SearchKind,
  searchKinds,
} from './model/search.ts'
