import { Button } from 'antd'
import { useState } from 'react'
import { useDivisionName } from '#kernel/divisions/web'
import type { Organisation } from '#kernel/orgs/model'
import { Empty, useAddress, useLocale, useSession, useT } from '#kernel/ui/web'
import { CloseOrganisation } from './CloseOrganisation.tsx'
import { OrganisationForm } from './OrganisationForm.tsx'
import { OwnHours } from './OwnHours.tsx'
import { Positions } from './Positions.tsx'

type OrganisationDetailProps = { id: number; all: readonly Organisation[] }

/** One organisation: what it is, what its administrators may do, and its positions. */
export function OrganisationDetail({ id, all }: OrganisationDetailProps) {
  const t = useT()
  const { locale } = useLocale()
  const nameOf = useDivisionName()
  const organisation = all.find((one) => one.id === id)
  if (!organisation) return <Empty title={t('identity.screen.organisation.gone')} />
  const named = (one: Organisation | undefined) => one && (locale === 'en' ? one.nameEn : one.name)
  const facts: [label: string, value: string | undefined][] = [
    ['kind', t(`orgs.kind.${organisation.kind}`)],
    ['parent', named(all.find((one) => one.id === organisation.parentId)) ?? t('identity.screen.none')],
    ['division', nameOf(organisation.divisionCode)],
    ['code', organisation.code],
    ['since', organisation.validFrom ?? t('identity.screen.since_ever')],
    ...(organisation.validTo === null
      ? []
      : ([['until', organisation.validTo]] satisfies [string, string][])),
  ]
  return (
    <article className="yw-sheet">
      <h2>{named(organisation)}</h2>
      <p>{locale === 'en' ? organisation.name : organisation.nameEn}</p>
      {organisation.validTo === null && <OrganisationActions organisation={organisation} />}
      <dl className="yw-facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{t(`identity.screen.organisation.${label}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <OwnHours organisation={organisation} />
      <Positions organisation={organisation} />
    </article>
  )
}

function OrganisationActions({ organisation }: { organisation: Organisation }) {
  const t = useT()
  const { session } = useSession()
  const [, change] = useAddress()
  const [doing, setDoing] = useState<'create' | 'change' | 'close'>()
  if (!session.rights.includes('organisations.manage')) return null
  const stop = () => setDoing(undefined)
  return (
    <div className="yw-sheet-actions">
      <Button onClick={() => setDoing('create')}>{t('identity.screen.organisation.create')}</Button>
      <Button onClick={() => setDoing('change')}>{t('identity.screen.organisation.change')}</Button>
      <Button onClick={() => setDoing('close')}>{t('identity.screen.organisation.close')}</Button>
      {doing === 'create' && (
        <OrganisationForm
          above={organisation}
          onClose={stop}
          onDone={({ id }) => {
            stop()
            change({ open: String(id) })
          }}
        />
      )}
      {doing === 'change' && <OrganisationForm organisation={organisation} onClose={stop} onDone={stop} />}
      {doing === 'close' && <CloseOrganisation organisation={organisation} onClose={stop} />}
    </div>
  )
}
