import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { LedgerAnswer, WhatIfAnswer, WhatIfAsk } from '#kernel/ledgers/model'
import { todayInShanghai } from '#kernel/ui/model'
import {
  api,
  ErrorState,
  Loading,
  NoPermission,
  PageHeader,
  useLocalText,
  useRouteParam,
  useT,
} from '#kernel/ui/web'
import '../messages.ts'
import { useLedger } from '../queries.ts'
import './calendar.css'
import { WhatIfForm } from './WhatIfForm.tsx'
import { WhatIfResult } from './WhatIfResult.tsx'

export function RoutedWhatIf() {
  const { data, error, refetch } = useLedger(useRouteParam('ledger'))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={8} />
  return data.can.define ? <WhatIfPage key={data.id} ledger={data} /> : <NoPermission />
}

export type Tried = Pick<WhatIfAsk, 'limits' | 'from' | 'to'>
export type Shown = Pick<WhatIfAsk, 'show' | 'page' | 'task'>

/** The quarter before the present one. */
function lastQuarter(today: string): { from: string; to: string } {
  const [year = 0, month = 1] = today.split('-').map(Number)
  const first = new Date(Date.UTC(year, Math.floor((month - 1) / 3) * 3 - 3, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 3, 0))
  return { from: first.toISOString().slice(0, 10), to: last.toISOString().slice(0, 10) }
}

/** What other time limits would have made of a period's entries, and the tasks behind each figure. */
function WhatIfPage({ ledger }: { ledger: LedgerAnswer }) {
  const t = useT()
  const text = useLocalText()
  const [tried, setTried] = useState<Tried | null>(null)
  const [shown, setShown] = useState<Shown>({ show: 'would_be_late', page: 1 })
  const { data, error, isFetching } = useQuery({
    queryKey: ['what-if', ledger.id, tried, shown],
    queryFn: ({ signal }) =>
      api.post<WhatIfAnswer>(
        `/api/ledgers/${ledger.id}/what-if`,
        { ...tried, ...shown, size: 50 },
        { signal },
      ),
    enabled: tried !== null,
    placeholderData: keepPreviousData,
    retry: false,
  })
  return (
    <div className="what-if">
      <PageHeader
        title={t('ledgers.screen.what_if.of', { ledger: text(ledger.title) })}
        text={t('ledgers.screen.what_if.text')}
      />
      <WhatIfForm
        tasks={ledger.tasks}
        period={lastQuarter(todayInShanghai(new Date()))}
        error={error}
        busy={isFetching}
        onTry={(next) => {
          setTried(next)
          setShown({ show: 'would_be_late', page: 1 })
        }}
      />
      {isFetching && !data && <Loading />}
      {data && !error && <WhatIfResult answer={data} shown={shown} onShow={setShown} />}
    </div>
  )
}
