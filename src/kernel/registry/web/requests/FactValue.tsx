import { useDivisionName } from '#kernel/divisions/web'
import { useT } from '#kernel/ui/web'
import { fieldsOf, labelKeyOf } from '../forms/object-fields.ts'
import type { RegistryKind } from '../registry-objects.ts'

/** A fact's value as people read it. */
export function useFactText(kind: RegistryKind): (field: string, value: string | null) => string {
  const t = useT()
  const nameOf = useDivisionName()
  return (field, value) => {
    if (value === null || value === '') return t('registry.request.none')
    if (field === 'divisionCode') return nameOf(value)
    const { optionKey } = fieldsOf[kind].find(({ name }) => name === field) ?? {}
    return optionKey === undefined ? value : t(`${optionKey}.${value}`)
  }
}

/** What a fact is called. */
export function useFactLabel(kind: RegistryKind): (field: string) => string {
  const t = useT()
  return (field) => {
    const known = fieldsOf[kind].find(({ name }) => name === field)
    return known ? t(labelKeyOf(known)) : field
  }
}
