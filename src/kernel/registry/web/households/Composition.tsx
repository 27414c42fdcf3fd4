import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Household } from '#kernel/registry/model'
import { DateInput, ErrorState, Loading, useT } from '#kernel/ui/web'
import { Members } from '../pages/Members.tsx'
import { compositionQuery } from './household-queries.ts'
import './households.css'
import './messages.ts'

/** Who belongs to a household today, or belonged on another day. */
export function Composition({ household }: { household: Household }) {
  const t = useT()
  const [on, setOn] = useState<string | null>(null)
  const { data, error, refetch } = useQuery({
    ...compositionQuery(household.id, on),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading lines={3} />}
      {data && (
        <Members
          members={data.members}
          choice={
            <DateInput
              width={160}
              label={t('registry.event.as_of')}
              placeholder={t('registry.event.as_of')}
              value={on}
              onChange={setOn}
            />
          }
        />
      )}
    </>
  )
}
