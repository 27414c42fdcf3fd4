import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { ErrorState, ExportMenu, Loading, useSession, useT } from '#kernel/ui/web'
import type { CircularAnswer, CircularBasis } from '../../model/circulars/answers.ts'
import '../../model/circulars/messages.ts'
import { AgainPart } from './AgainPart.tsx'
import { CasesDrawer, type OpenedCases } from './CasesDrawer.tsx'
import { circularQuery, paperPath } from './queries.ts'
import { Recipients } from './Recipients.tsx'

type Props<C> = {
  /** Where the API hands out this sort of circular. */
  path: string
  id: string
  /** What it says; `open` shows the cases behind a figure. */
  children: (content: C, open: (opened: OpenedCases) => void) => ReactNode
}

/** What a circular says, with its documents, whom it went to, and whether it still comes out the same. */
export function CircularFrame<C extends CircularBasis>({ path, id, children }: Props<C>) {
  const { data, error, refetch } = useQuery(circularQuery<C>(path, id))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={8} />
  return (
    <Loaded path={path} answer={data}>
      {children}
    </Loaded>
  )
}

type LoadedProps<C extends CircularBasis> = Omit<Props<C>, 'id'> & { answer: CircularAnswer<C> }

function Loaded<C extends CircularBasis>({ path, answer, children }: LoadedProps<C>) {
  const t = useT()
  const { session } = useSession()
  const [opened, setOpened] = useState<OpenedCases | null>(null)
  const { content, contentHash, entryId, recipients, stage } = answer
  const formats = ['docx', 'pdf'] as const
  return (
    <section className="entry-section circular">
      <div className="circular-head">
        <h2>{t('circulars.page.whole')}</h2>
        <ExportMenu
          items={formats.map((format) => ({ format, address: paperPath(path, entryId, format) }))}
        />
      </div>
      {stage === 'withdrawn' && (
        <p role="status" className="circular-withdrawn">
          {t('circulars.page.withdrawn')}
        </p>
      )}
      {children(content, setOpened)}
      <Recipients recipients={recipients} />
      <p className="yw-quiet circular-hash">
        {t('circulars.field.contentHash')} {contentHash}
      </p>
      {session.rights.includes('ledgers.supervise') && <AgainPart path={path} entryId={entryId} />}
      <CasesDrawer opened={opened} onClose={() => setOpened(null)} />
    </section>
  )
}
