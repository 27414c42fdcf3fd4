import type { ComponentProps, ReactElement } from 'react'
import { DataTable } from './DataTable.tsx'
import { Empty, ErrorState, Loading } from './states.tsx'

type AnswerTableProps<Row> = Omit<ComponentProps<typeof DataTable<Row>>, 'rows'> & {
  answer: { data: { rows: readonly Row[] } | undefined; error: Error | null; refetch: () => Promise<unknown> }
  empty: ComponentProps<typeof Empty>
}

/** The rows of an answer as a table, or why there is none: it is under way, failed, or has no row. */
export function AnswerTable<Row>({ answer, empty, ...table }: AnswerTableProps<Row>): ReactElement {
  const { data, error, refetch } = answer
  if (!data)
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading lines={6} />
  if (data.rows.length === 0) return <Empty {...empty} />
  return <DataTable {...table} rows={data.rows} />
}
