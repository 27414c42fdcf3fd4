import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect } from 'react'
import type { EntryAnswer } from '#kernel/ledgers/model'
import { formatDate } from '#kernel/ui/model'
import { AppLink, api, asApiError, useLocalText, useT } from '#kernel/ui/web'
import { entryQuery } from './queries.ts'

type Reaction = EntryAnswer['reactions'][number]

const askAgainMs = 2000

/** What the entry made happen elsewhere, and what others made happen to it. */
export function EntryReactions({ entry }: { entry: EntryAnswer }) {
  const t = useT()
  const client = useQueryClient()
  const waiting = entry.reactions.some(({ state, tries }) => state === 'due' && tries === 0)
  useEffect(() => {
    if (!waiting) return undefined
    const ask = () => void client.invalidateQueries({ queryKey: ['entry', entry.id, 'state'] })
    const timer = setInterval(ask, askAgainMs)
    return () => clearInterval(timer)
  }, [waiting, client, entry.id])
  if (entry.reactions.length === 0) return null
  return (
    <section className="entry-section">
      <h2>{t('ledgers.screen.reactions')}</h2>
      <ul className="entry-reactions">
        {entry.reactions.map((reaction) => (
          <ReactionLine
            key={`${reaction.outward}:${reaction.reaction}:${reaction.seq}:${reaction.step}`}
            entryId={entry.id}
            reaction={reaction}
          />
        ))}
      </ul>
    </section>
  )
}

function ReactionLine({ entryId, reaction }: { entryId: string; reaction: Reaction }) {
  const t = useT()
  const text = useLocalText()
  const { outward, state, reason, entries, unseen, canRun, step, at } = reaction
  return (
    <li>
      <p>
        <strong>{text(reaction.label)}</strong>{' '}
        <span>{outward ? t(`ledgers.screen.reaction.${state}`) : t('ledgers.screen.reaction.taken')}</span>
      </p>
      <p className="entry-quiet">{t('ledgers.screen.reaction.step', { step, at: formatDate(at, true) })}</p>
      {reason !== null && state !== 'done' && (
        <p className="entry-reason">{t('ledgers.screen.reaction.reason', { reason })}</p>
      )}
      <p>
        {entries.map((other) => (
          <AppLink key={other.id} to={`/entries/${other.id}`}>
            {other.title} <span className="yw-number">{other.no}</span>{' '}
          </AppLink>
        ))}
        {unseen > 0 && t('ledgers.screen.links.unseen', { count: unseen })}
      </p>
      {canRun && <RunAgain entryId={entryId} reaction={reaction} />}
    </li>
  )
}

function RunAgain({ entryId, reaction: { seq, reaction } }: { entryId: string; reaction: Reaction }) {
  const t = useT()
  const client = useQueryClient()
  const run = useMutation({
    mutationFn: () => api.post<EntryAnswer>(`/api/entries/${entryId}/reactions/${seq}/${reaction}/runs`),
    onSuccess: (entry) => client.setQueryData(entryQuery(entryId).queryKey, entry),
  })
  return (
    <>
      <Button size="small" loading={run.isPending} onClick={() => run.mutate()}>
        {t('ledgers.screen.reaction.run')}
      </Button>
      {run.error && <p role="alert">{asApiError(run.error).detail}</p>}
    </>
  )
}
