import type { ReactNode } from 'react'
import { useDivisionName } from '#kernel/divisions/web'
import type { Enterprise, Household, Person, Place } from '#kernel/registry/model'
import { formatDate } from '#kernel/ui/model'
import { AppLink, useT } from '#kernel/ui/web'
import type { ObjectOf } from '../register.ts'
import { pathOf, type RegistryKind } from '../registry-objects.ts'
import { ObjectActions } from './ObjectActions.tsx'
import { sexText } from './register-columns.tsx'
import { Unmaskable } from './Unmaskable.tsx'

type Fact = [name: string, value: ReactNode]

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

/** What an object is called: an erased person nothing any more, a household its head's name. */
export function useObjectTitle(): (kind: RegistryKind, object: ObjectOf[RegistryKind]) => string {
  const t = useT()
  return (_, object) =>
    'name' in object
      ? object.name || t('registry.erased_person')
      : (object.headName ?? object.number ?? t('registry.kind.household'))
}

/** The facts of an object with where they come from and of when they are, and what one may do with it. */
export function ObjectFacts({ kind, object }: { kind: RegistryKind; object: ObjectOf[RegistryKind] }) {
  const t = useT()
  const nameOf = useDivisionName()
  const erased = 'erased' in object ? object.erased : null
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
    <>
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
    </>
  )
}

/** The way to a person's erasure by law, and to its certificate once it is done; for who may erase. */
function ErasureLink({ person: { id, erased, can } }: { person: Person }) {
  const t = useT()
  if (!can.erase) return null
  return erased ? (
    <AppLink className="yw-no-print" to={`/erasures/${erased.certificate}`}>
      {t('registry.screen.certificate')}
    </AppLink>
  ) : (
    <AppLink className="yw-no-print" to={`/persons/${id}/erasure`}>
      {t('registry.screen.erase')}
    </AppLink>
  )
}
