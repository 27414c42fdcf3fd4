import { useState } from 'react'
import { LedgerListPage, type ListDesk } from '#kernel/ledgers/web'
import { Loading, NoPermission, useMaybeSession, useT } from '#kernel/ui/web'
import { DeskMap } from './DeskMap.tsx'
import './desk.css'
import { DispatchButton } from './DispatchButton.tsx'
import { HandoverButton } from './HandoverButton.tsx'
import { RepeatsButton } from './RepeatsButton.tsx'
import { useRemembered } from './use-remembered.ts'

/** 派遣调度台: the incidents on the map and in the list under one filter, and what a dispatcher does with several. */
export default function DeskPage() {
  const session = useMaybeSession()
  if (session && !session.rights.includes('grid.dispatch')) return <NoPermission />
  return session ? <Desk accountId={session.account.id} /> : <Loading lines={8} />
}

function Desk({ accountId }: { accountId: number }) {
  const t = useT()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const ready = useRemembered(accountId)
  if (!ready) return <Loading lines={8} />
  const desk: ListDesk = {
    title: t('dispatching.title'),
    actions: (
      <>
        <RepeatsButton />
        <HandoverButton chosen={chosen} />
      </>
    ),
    map: (about) => <DeskMap {...about} />,
    batch: (ids, onDone) => <DispatchButton chosen={ids} onDone={onDone} />,
    onChosen: setChosen,
  }
  return (
    <div className="desk-page">
      <LedgerListPage ledger="incident" desk={desk} />
    </div>
  )
}
