import { Alert, Button } from 'antd'
import { AppLink, asApiError, useSession, useT } from '#kernel/ui/web'
import './messages.ts'
import { useNumberLookup } from './number-lookup.ts'
import { nameOf } from './registry-objects.ts'
import './number-notice.css'

/** Beside a list that looks for no whole numbers: who has this one is asked on purpose, and on record. */
export function NumberNotice({ number }: { number: string }) {
  const t = useT()
  const { session } = useSession()
  const allowed = session.rights.includes('registry.read')
  return (
    <Alert
      className="number-notice"
      type="info"
      showIcon
      role="status"
      title={allowed ? <Holders number={number} /> : t('registry.number.no_right')}
    />
  )
}

function Holders({ number }: { number: string }) {
  const t = useT()
  const { data, error, mutate, isPending } = useNumberLookup()
  if (data)
    return data.rows.length === 0 ? (
      t('registry.number.none')
    ) : (
      <span className="number-notice-holders">
        {t('registry.number.holders')}
        {data.rows.map((person) => (
          <AppLink key={person.id} to={`/registry/person/${person.id}`}>
            {nameOf(person)}
          </AppLink>
        ))}
      </span>
    )
  return (
    <span className="number-notice-holders">
      {error ? asApiError(error).detail : t('registry.number.text')}
      <Button size="small" loading={isPending} onClick={() => mutate(number)}>
        {t('registry.number.look')}
      </Button>
    </span>
  )
}
