import type { PointInput as Spot } from './PointInput.tsx'
import type { ComponentProps } from 'react'
import { lazyPart } from '#kernel/ui/web'
import type { BatchBar as Bar } from './BatchBar.tsx'
import type { BatchResults as Results } from './BatchResults.tsx'
import type { EntryDetail as Detail } from './EntryDetail.tsx'
import type { LedgerListPage as List } from './LedgerListPage.tsx'
import type { RegisterForm as Form } from './RegisterForm.tsx'
import type { ListFilters as Filters } from './ListFilters.tsx'
import type { ExclusionText as Exclusion } from './statistics/ExclusionText.tsx'
import type { RatesFiles as Files, RatesView as Rates } from './statistics/StatisticsPage.tsx'
import type { SubjectEntries as Entries } from './SubjectEntries.tsx'

// Loaded when first shown, so that a platform's door that names them stays small.
export const LedgerListPage = lazyPart<ComponentProps<typeof List>>(() =>
  import('./LedgerListPage.tsx').then((module) => ({ default: module.LedgerListPage })),
)
export const BatchResults = lazyPart<ComponentProps<typeof Results>>(() =>
  import('./BatchResults.tsx').then((module) => ({ default: module.BatchResults })),
)
export const EntryDetail = lazyPart<ComponentProps<typeof Detail>>(() =>
  import('./EntryDetail.tsx').then((module) => ({ default: module.EntryDetail })),
)
export const RegisterForm = lazyPart<ComponentProps<typeof Form>>(() =>
  import('./RegisterForm.tsx').then((module) => ({ default: module.RegisterForm })),
)
export const SubjectEntries = lazyPart<ComponentProps<typeof Entries>>(() =>
  import('./SubjectEntries.tsx').then((module) => ({ default: module.SubjectEntries })),
)
export const BatchBar = lazyPart<ComponentProps<typeof Bar>>(() =>
  import('./BatchBar.tsx').then((module) => ({ default: module.BatchBar })),
)
export const ListFilters = lazyPart<ComponentProps<typeof Filters>>(() =>
  import('./ListFilters.tsx').then((module) => ({ default: module.ListFilters })),
)
export const RatesView = lazyPart<ComponentProps<typeof Rates>>(() =>
  import('./statistics/StatisticsPage.tsx').then((module) => ({ default: module.RatesView })),
)
export const RatesFiles = lazyPart<ComponentProps<typeof Files>>(() =>
  import('./statistics/StatisticsPage.tsx').then((module) => ({ default: module.RatesFiles })),
)
export const ExclusionText = lazyPart<ComponentProps<typeof Exclusion>>(() =>
  import('./statistics/ExclusionText.tsx').then((module) => ({ default: module.ExclusionText })),
)
export const PointInput = lazyPart<ComponentProps<typeof Spot>>(() =>
  import('./PointInput.tsx').then((module) => ({ default: module.PointInput })),
)
