import { type QueryKey, useQuery } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { AppLink, asApiError, ErrorState, Loading, useClientKey, useT } from '#kernel/ui/web'
import { ChangeList } from './ChangeList.tsx'
import { differenceQuery, effectQuery, useRuleChanges, type Which } from './queries.ts'

/** How the verdicts of a rule are told, and where what it judges is shown. */
export type ShownEffect = { word: (verdict: string) => string; pathOf: (id: string) => string }

type Props = {
  which: Which
  seen: { revision: number; version: number }
  effect: ShownEffect | undefined
  judged: readonly QueryKey[]
  onRefused: () => void
}

/** What the draft changes, and, after that was seen, its publication. */
export function DraftDifference({ which, seen, effect, judged, onRefused }: Props) {
  const t = useT()
  const { data, error, refetch } = useQuery(differenceQuery(which, seen.revision, seen.version))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={3} />
  const { changes } = data
  return (
    <section aria-label={t('rulebooks.screen.difference')}>
      <h2>{t('rulebooks.screen.difference')}</h2>
      <p role="status">
        {changes.length === 0
          ? t('rulebooks.screen.difference.none')
          : t('rulebooks.screen.difference.count', { count: changes.length })}
      </p>
      <ChangeList changes={changes} />
      {effect && changes.length > 0 && <Effect which={which} seen={seen} effect={effect} />}
      {changes.length > 0 && <Publish which={which} seen={seen} judged={judged} onRefused={onRefused} />}
    </section>
  )
}

const shownMax = 100

function Effect({ which, seen, effect }: Pick<Props, 'which' | 'seen'> & { effect: ShownEffect }) {
  const t = useT()
  const { data, error, refetch } = useQuery(effectQuery(which, seen.revision, seen.version))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={3} />
  return (
    <>
      <h3>{t('rulebooks.screen.effect')}</h3>
      <p role="status">
        {t('rulebooks.screen.effect.count', { count: data.changes.length, judged: data.judged })}
      </p>
      <ul className="yw-rows">
        {data.changes.slice(0, shownMax).map(({ id, name, before, after }) => (
          <li key={id}>
            <AppLink to={effect.pathOf(id)}>{name}</AppLink>
            <span>
              {effect.word(before)} → {effect.word(after)}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Publish({ which, seen, judged, onRefused }: Omit<Props, 'effect'>) {
  const t = useT()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const { keyFor, done } = useClientKey()
  const { publish } = useRuleChanges(which, judged)
  const send = async () => {
    const input = { reason: reason.trim(), expectedVersion: seen.version, expectedRevision: seen.revision }
    try {
      const { version } = await publish.mutateAsync({ ...input, clientKey: keyFor(input) })
      done()
      void message.success(t('rulebooks.screen.published', { version }))
    } catch (error) {
      void message.error(asApiError(error).detail)
      onRefused()
    }
  }
  return (
    <form
      className="rulebook-buttons"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Input
        aria-label={t('rulebooks.screen.reason')}
        placeholder={t('rulebooks.screen.reason')}
        value={reason}
        maxLength={400}
        onChange={({ target }) => setReason(target.value)}
      />
      <Button
        type="primary"
        htmlType="submit"
        disabled={reason.trim().length < 2}
        loading={publish.isPending}
      >
        {t('rulebooks.screen.publish')}
      </Button>
    </form>
  )
}
