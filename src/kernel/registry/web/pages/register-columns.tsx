import { useDivisionName } from '#kernel/divisions/web'
import type { Enterprise, HouseholdRow, Person, Place } from '#kernel/registry/model'
import { AppLink, type DataColumn, stringifyAddress, useAddress, useT } from '#kernel/ui/web'
import type { RowOf } from '../register.ts'
import type { RegistryKind } from '../registry-objects.ts'

type Row = RowOf[RegistryKind]

/** What a row is called: an erased person has no name left, a household its head's. */
function titleOf(row: Row): string {
  if ('name' in row) return row.name
  return row.headName ?? row.number ?? row.address
}

/** The columns of a kind; what is masked shows masked. */
export function useRegisterColumns(kind: RegistryKind): DataColumn<Row>[] {
  const t = useT()
  const nameOf = useDivisionName()
  const [address] = useAddress()
  const column = (key: string, render: DataColumn<Row>['render'], width = 140): DataColumn<Row> => ({
    key,
    title: t(`registry.screen.fact.${key}`),
    width,
    render,
  })
  const name = column(
    { household: 'head', person: 'personName', enterprise: 'name', place: 'name' }[kind],
    (row) => (
      <AppLink to={`/registry${stringifyAddress({ ...address, open: row.id })}`}>
        {titleOf(row) || t('registry.erased_person')}
      </AppLink>
    ),
    160,
  )
  const number = (text: string | null) => <span className="yw-number">{text ?? ''}</span>
  const own: Record<RegistryKind, DataColumn<Row>[]> = {
    person: [
      column('sex', (row) => sexText(t, (row as Person).sex), 60),
      column('birthDate', (row) => number((row as Person).birthDate), 110),
      column('idNumber', (row) => number((row as Person).idNumber), 170),
      column('phone', (row) => number((row as Person).phone), 120),
    ],
    household: [
      column('number', (row) => number((row as HouseholdRow).number), 120),
      column('size', (row) => number(String((row as HouseholdRow).size)), 70),
    ],
    enterprise: [
      column('creditCode', (row) => number((row as Enterprise).creditCode), 180),
      column('industry', (row) => (row as Enterprise).industry),
      column('phone', (row) => number((row as Enterprise).phone), 120),
    ],
    place: [column('kind', (row) => t(`registry.place_kind.${(row as Place).kind}`), 120)],
  }
  return [
    name,
    ...own[kind],
    column('division', (row) => nameOf(row.divisionCode), 120),
    column('address', (row) => row.address, 200),
  ]
}

export function sexText(t: (key: string) => string, sex: Person['sex']): string {
  return sex === null ? '' : t(`registry.sex.${sex}`)
}
