import './web/without-eval.ts'
import './web/theme.css'
import './web/parts.css'
import './model/messages.ts'

export { onLocaleChange } from './web/chosen-locale.ts'
export {
  type Address,
  parseAddress,
  stringifyAddress,
  useAddress,
  useGo,
  useRouteParam,
} from './web/address.ts'
export {
  ApiError,
  type ApiOptions,
  type ApiQuery,
  addressWith,
  api,
  asApiError,
  onSignedOut,
} from './web/api.ts'
export { AppLink } from './web/AppLink.tsx'
export { newClientKey, useClientKey } from './web/client-key.ts'
export { AnswerTable } from './web/AnswerTable.tsx'
export { type Choosing, type DataColumn, DataTable } from './web/DataTable.tsx'
export { DateInput, MomentInput } from './web/DateInput.tsx'
export { useDraft } from './web/draft.ts'
export { ExportMenu } from './web/ExportMenu.tsx'
export { ErrorSummary, type FormProblem, problemsOf } from './web/ErrorSummary.tsx'
export { useProblems } from './web/form-problems.ts'
export { FormRow } from './web/FormRow.tsx'
export { Frame } from './web/Frame.tsx'
export { type KeyBinding, KeysHelp, useKeys } from './web/keys.tsx'
export { LanguageSwitch } from './web/LanguageSwitch.tsx'
export { Light } from './web/Light.tsx'
export { LiveMark } from './web/LiveMark.tsx'
export { type LiveMessage, type LiveState, useLive, useLiveState } from './web/live.ts'
export { type Translate, useLocale, useLocalText, useT } from './web/locale.ts'
export { PageHeader, useDocumentTitle } from './web/PageHeader.tsx'
export { PeriodFilter } from './web/PeriodFilter.tsx'
export { Pager, usePage } from './web/Pager.tsx'
export { ProjectColour } from './web/ProjectColour.tsx'
export {
  type FieldViews,
  lazyPart,
  type PlatformPages,
  type WebFace,
  type WebField,
  type WebNavigation,
  type WebPlatform,
  type WebRoute,
} from './web/platform.ts'
export { createQueryClient } from './web/query.ts'
export { RecordList } from './web/RecordList.tsx'
export { leaveSession } from './web/leaving.ts'
export { sessionQuery, useMaybeSession, useSession, useSignIn } from './web/session.ts'
export { type HeldText, SearchBox } from './web/SearchBox.tsx'
export { UploadButton } from './web/UploadButton.tsx'
export { SplitPage } from './web/SplitPage.tsx'
export { Empty, ErrorState, Loading, NoPermission, NotFoundPage } from './web/states.tsx'
export { useRowKeys } from './web/useRowKeys.ts'
export { askTogether } from './web/together.ts'
export { Amount, DateText, DueText } from './web/Values.tsx'
