import { useRouteParam } from '#kernel/ui/web'
import { BoardPage } from './BoardPage.tsx'
import { EntryPage } from './EntryPage.tsx'
import { CertificatePage } from './erasure/CertificatePage.tsx'
import { ErasurePage } from './erasure/ErasurePage.tsx'
import { LedgerListPage } from './LedgerListPage.tsx'
import { RegisterPage } from './RegisterPage.tsx'
import { CasesPage } from './statistics/CasesPage.tsx'
import { StatisticsPage } from './statistics/StatisticsPage.tsx'

// The kernel's own pages read from the path which ledger or entry they show.
export function RoutedList() {
  return <LedgerListPage ledger={useRouteParam('ledger')} />
}

export function RoutedBoard() {
  return <BoardPage ledger={useRouteParam('ledger')} />
}

export function RoutedStatistics() {
  return <StatisticsPage ledger={useRouteParam('ledger')} />
}

export function RoutedCases() {
  return <CasesPage ledger={useRouteParam('ledger')} />
}

export function RoutedRegistration() {
  return <RegisterPage ledger={useRouteParam('ledger')} />
}

export function RoutedEntry() {
  return <EntryPage entryId={useRouteParam('id')} />
}

export function RoutedErasure() {
  return <ErasurePage personId={useRouteParam('id')} />
}

export function RoutedCertificate() {
  return <CertificatePage no={useRouteParam('certificate')} />
}
