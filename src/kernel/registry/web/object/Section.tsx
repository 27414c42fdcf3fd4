import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorState, Loading } from '#kernel/ui/web'

type SectionProps<Answer> = {
  title: string
  query: UseQueryResult<Answer>
  children: (answer: Answer) => ReactNode
}

/** A part of the page that loads by itself, so that the others need not wait for it. */
export function Section<Answer>({ title, query, children }: SectionProps<Answer>) {
  const { data, error, refetch } = query
  return (
    <section>
      <h3>{title}</h3>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading lines={2} />}
      {data && children(data)}
    </section>
  )
}
