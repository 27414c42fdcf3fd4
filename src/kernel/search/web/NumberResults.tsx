import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { isWholeNumber } from '#kernel/registry/model'
import { Empty, ErrorState, useAddress, useSession, useT } from '#kernel/ui/web'
import { hitKey, lookUpNumber, pathOf } from './hits.ts'
import { HitRow } from './HitRow.tsx'

/** A whole identity number or phone that was typed: never part of an address, not even of one that was opened with it. */
export function useWholeNumber() {
  const [address, change] = useAddress()
  const { session } = useSession()
  const asked = (address['q'] ?? '').trim()
  const [number, setNumber] = useState(() => (isWholeNumber(asked) ? asked : ''))
  const lookUp = useMutation({ mutationFn: lookUpNumber })
  useEffect(() => {
    if (!isWholeNumber(asked)) return
    setNumber(asked)
    change({ q: null })
  }, [asked, change])
  const q = isWholeNumber(asked) ? '' : asked
  const take = (text: string) => {
    const whole = isWholeNumber(text)
    if (number !== (whole ? text : '')) lookUp.reset()
    setNumber(whole ? text : '')
    return whole
  }
  return {
    q,
    // A text that came into the address since, from the palette, is what is asked for now.
    number: q === '' ? number : '',
    take,
    lookUp,
    allowed: session.rights.includes('registry.read'),
  }
}

type NumberResultsProps = { whole: ReturnType<typeof useWholeNumber> }

/** Who has the number is asked on purpose, and on record. */
export function NumberResults({ whole: { number, lookUp, allowed } }: NumberResultsProps) {
  const t = useT()
  const { session } = useSession()
  const look = () => lookUp.mutate(number)
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
