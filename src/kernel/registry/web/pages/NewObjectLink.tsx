import { Button } from 'antd'
import { useGo, useSession, useT } from '#kernel/ui/web'
import '../forms/messages.ts'
import type { RegistryKind } from '../registry-objects.ts'

/** The way to the form of a new object, for who may register. */
export function NewObjectLink({ kind }: { kind: RegistryKind }) {
  const t = useT()
  const go = useGo()
  const { session } = useSession()
  if (!session.rights.includes('registry.write')) return null
  return <Button onClick={() => go(`/registry/new/${kind}`)}>{t(`registry.form.new.${kind}`)}</Button>
}
