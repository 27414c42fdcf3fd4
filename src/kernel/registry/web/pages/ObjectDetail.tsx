import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useDivisionName } from '#kernel/divisions/web'
import type { Enterprise, Household, Person, Place } from '#kernel/registry/model'
import { formatDate } from '#kernel/ui/model'
import { AppLink, ErrorState, Loading, useT } from '#kernel/ui/web'
import { ObjectHolds } from '../ObjectHolds.tsx'
import { objectQuery, type ObjectOf } from '../register.ts'
import { pathOf, type RegistryKind } from '../registry-objects.ts'
import { Composition } from '../households/Composition.tsx'
import { TimeLine } from '../households/TimeLine.tsx'
import { sexText } from './register-columns.tsx'
import { ObjectActions } from './ObjectActions.tsx'
import { Unmaskable } from './Unmaskable.tsx'

type ObjectDetailProps = { kind: RegistryKind; id: string }
type Fact = [name: string, value: ReactNode]

/** One object of the register: its facts with their source, and what restricts it. */
export function ObjectDetail({ kind, id }: ObjectDetailProps) {
  const { data, error, refetch } = useQuery(objectQuery(kind, id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={8} />
  return <Shown kind={kind} object={data} />
}

function useFacts(kind: RegistryKind, object: ObjectOf[RegistryKind]): Fact[] {
  const t = useT()
  const number = (text: string | null) => text !== null && <span className="yw-number">{text}</span>
  const masked = (field: 'idNumber' | 'phone', value: string | null, mayUnmask: boolean) =>
    value !== null && (
      <Unmaskable
        path={`${pathOf(kind)}/${object.id}/unmask`}
        field={field}
        masked={value}
        mayUnmask={mayUnmask}
      />
    )
  if (kind === 'person') {
    const { sex, birthDate, idNumber, phone, can } = object as Person
    return [
      ['sex', sexText(t, sex)],
      ['birthDate', number(birthDate)],
      ['idNumber', masked('idNumber', idNumber, can.unmask)],
      ['phone', masked('phone', phone, can.unmask)],
    ]
  }
  if (kind === 'enterprise') {
    const one = object as Enterprise
    return [
      ['creditCode', number(one.creditCode)],
      ['kind', one.kind && t(`registry.enterprise_kind.${one.kind}`)],
      ['industry', one.industry],
      ['products', one.products],
      ['contactName', one.contactName],
      ['phone', masked('phone', one.phone, one.can.unmask)],
      ['note', one.note],
    ]
  }
  if (kind === 'household') {
    const { number: own, size } = object as Household
    return [
      ['number', number(own)],
      ['size', number(String(size))],
    ]
  }
  const { kind: placeKind, note } = object as Place
  return [
    ['kind', t(`registry.place_kind.${placeKind}`)],
    ['note', note],
  ]
}

function Shown({ kind, object }: { kind: RegistryKind; object: ObjectOf[RegistryKind] }) {
  const t = useT()
  const nameOf = useDivisionName()
  const erased = 'erased' in object ? object.erased : null
  const title =
    'name' in object ? object.name : (object.headName ?? object.number ?? t('registry.kind.household'))
  const facts: Fact[] = [
    ...useFacts(kind, object),
    ['division', nameOf(object.divisionCode)],
    ['address', object.address],
    ['sensitivity', t(`registry.screen.sensitivity.${object.sensitivity}`)],
    ['source', object.source],
    ['asOf', object.asOf],
    [
      'updatedAt',
      <span key="updatedAt" className="yw-number">
        {formatDate(object.updatedAt, true)}
      </span>,
    ],
  ]
  const given = facts.filter(([, value]) => value !== null && value !== '' && value !== false)
  return (
    <article className="yw-sheet">
      <h2>{title || t('registry.erased_person')}</h2>
      <p>{t(`registry.kind.${kind}`)}</p>
      {erased && (
        <p>{t('registry.screen.erased', { at: formatDate(erased.at), certificate: erased.certificate })}</p>
      )}
      <dl className="yw-facts">
        {given.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`registry.screen.fact.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {!erased && <ObjectActions kind={kind} object={object} />}
      {'erased' in object && <ErasureLink person={object} />}
      {'members' in object && (
        <>
          <Composition household={object} />
          <TimeLine householdId={object.id} />
        </>
      )}
      <section>
        <h3>{t('registry.holds.title')}</h3>
        <ObjectHolds kind={kind} id={object.id} />
      </section>
    </article>
  )
}

/** The way to a person's erasure by law, and to its certificate once it is done; for who may erase. */
function ErasureLink({ person: { id, erased, can } }: { person: Person }) {
  const t = useT()
  if (!can.erase) return null
  return erased ? (
    <AppLink to={`/erasures/${erased.certificate}`}>{t('registry.screen.certificate')}</AppLink>
  ) : (
    <AppLink to={`/persons/${id}/erasure`}>{t('registry.screen.erase')}</AppLink>
  )
}
