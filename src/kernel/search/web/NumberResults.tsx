import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTypedNumber } from '#kernel/registry/web'
import { Empty, ErrorState, useSession, useT } from '#kernel/ui/web'
import { hitKey, lookUpNumber, pathOf } from './hits.ts'
import { HitRow } from './HitRow.tsx'

/** A whole identity number or phone that was typed, and who has it once that was asked. */
export function useWholeNumber() {
  const { session } = useSession()
  const { q, held } = useTypedNumber()
  const lookUp = useMutation({ mutationFn: lookUpNumber })
  const take = (text: string) => {
    const taken = held.take(text)
    if (held.text !== (taken ? text : '')) lookUp.reset()
    return taken
  }
  return { q, held: { ...held, take }, lookUp, allowed: session.rights.includes('registry.read') }
}

type NumberResultsProps = { whole: ReturnType<typeof useWholeNumber> }

/** Who has the number is asked on purpose, and on record. */
export function NumberResults({ whole: { held, lookUp, allowed } }: NumberResultsProps) {
  const t = useT()
  const { session } = useSession()
  const look = () => lookUp.mutate(held.text)
  if (!allowed) return <Empty title={t('search.number.title')} text={t('search.number.no_right')} />
  if (lookUp.error) return <ErrorState error={lookUp.error} onRetry={look} />
  if (!lookUp.data)
    return (
      <Empty
        title={t('search.number.title')}
        text={t('search.number.text')}
        action={
          <Button loading={lookUp.isPending} onClick={look}>
            {t('search.number.look')}
          </Button>
        }
      />
    )
  const { rows } = lookUp.data
  if (rows.length === 0) return <Empty title={t('search.number.none')} />
  return (
    <div className="search-results">
      <ul aria-label={t('search.results')}>
        {rows.map((hit) => (
          <HitRow key={hitKey(hit)} hit={hit} path={pathOf(hit, session.rights)} active={false} />
        ))}
      </ul>
    </div>
  )
}
