export {
  BoardAnswer,
  EntryAnswer,
  EntryRow,
  EntryPage,
  EntryTitle,
  LedgerAnswer,
  LedgerSummary,
  LogItem,
  TaskPage,
  TaskRow,
} from './model/answers.ts'
export { type AbilityList, type BatchAnswer, batchMax } from './model/batch.ts'
export type { DateMovePage, DateMovesDone } from './model/date-moves.ts'
export { type WhatIfAnswer, type WhatIfAsk, whatIfShown } from './model/what-if.ts'
export { plainCell } from './model/plain-cell.ts'
export { decide } from './model/decide.ts'
export type { LookedUp, Surroundings } from './model/task-changes.ts'
export { mayTake, systemAccountId, type Verdict } from './model/verdict.ts'
export { defineLedger, findFaults, type Judged, type Ledger, parseDefinition } from './model/define-ledger.ts'
export {
  type Action,
  Field,
  type FieldKind,
  fieldKinds,
  LedgerDefinition,
  type LedgerInput,
  type TaskKind,
} from './model/definition.ts'
export { held, holder, registrant, role, system } from './model/parties.ts'
export { inputFields, inputSchema } from './model/fields.ts'
export { type Finding, type FindingCode, findingCodes, type Verification } from './model/finding.ts'
export { degreeDecimals, Point, pointAt, pointText, spotField, spotOf } from './model/points.ts'
export { ledgerMessages } from './model/messages.ts'
export { CertificateAnswer, ErasureAnswer, ErasureAsk, type ErasurePlan } from './model/erasure.ts'
export { type ErasedValue, isErased } from './model/secrets.ts'
export {
  exclusionRules,
  type ExclusionRule,
  type Measure,
  measureBasis,
  measures,
} from './model/statistics.ts'
export {
  CasePage,
  type ExclusionAnswer,
  ExclusionPage,
  exclusionStates,
  type RatesAnswer,
  StatisticsAnswer,
} from './model/statistics-answers.ts'
export { basisPoints, type CaseCount, ratesOf } from './model/statistics-rates.ts'
export { assignSlots, type SlotName } from './model/slots.ts'
export {
  applyChange,
  blankState,
  type Change,
  type EntryState,
  type Json,
  type Logged,
  stateAsOf,
  type Subject,
  type Task,
  type Values,
} from './model/state.ts'
export { type ActionWord, actionWords, wordCodes, wordOf } from './model/words.ts'
export { hiddenFields } from './model/visibility.ts'
export type {
  CheckAnswer,
  DiffAnswer,
  DryRun,
  MigrationAnswer,
  MigrationBody,
  MigrationReport,
  MigrationRun,
  VersionAnswer,
  VersionSummary,
} from './model/definition-answers.ts'
export { scoreMax } from './model/word-questions.ts'
export { SubjectEntries } from './model/subject-entries.ts'
export { EntryFill, FilledField } from './model/fills.ts'
