import { AppLink, useT } from '#kernel/ui/web'
import { type RegistryKind, useRegistryName } from './registry-objects.ts'
import './messages.ts'

/** The name of a register object, which leads to it, or that it is held but not for this reader. */
export function RegistryName({ kind, id }: { kind: RegistryKind; id: string }) {
  const t = useT()
  const name = useRegistryName(kind, id)
  if (name === null) return <span>{t('registry.screen.unseen')}</span>
  if (name === undefined) return <span>…</span>
  return <AppLink to={`/registry/${kind}/${id}`}>{name === '' ? t('registry.erased_person') : name}</AppLink>
}
