import { Segmented } from 'antd'
import { DivisionSelect } from '#kernel/divisions/web'
import { objectKinds } from '#kernel/registry/model'
import { NoPermission, PageHeader, SearchBox, SplitPage, useAddress, useSession, useT } from '#kernel/ui/web'
import '../messages.ts'
import { useTypedNumber } from '../number-lookup.ts'
import type { RegistryKind } from '../registry-objects.ts'
import { ObjectDetail } from './ObjectDetail.tsx'
import { NewObjectLink } from './NewObjectLink.tsx'
import { NumberHolders } from './NumberHolders.tsx'
import { RegisterList } from './RegisterList.tsx'

function kindOf(text: string | undefined): RegistryKind {
  return objectKinds.find((kind) => kind === text) ?? 'person'
}

/** For whoever may read the register. */
export function RegistryPage() {
  const { session } = useSession()
  return session.rights.includes('registry.read') ? <Register /> : <NoPermission />
}

/** Persons, households, enterprises and places: found, and opened beside the list. */
function Register() {
  const t = useT()
  const { session } = useSession()
  const [address, change] = useAddress()
  const kind = kindOf(address['kind'])
  const open = address['open']
  const { held } = useTypedNumber()
  return (
    <SplitPage
      onClose={() => change({ open: null })}
      head={<PageHeader title={t('registry.screen.title')} actions={<NewObjectLink kind={kind} />} />}
      filters={
        <>
          <Segmented
            aria-label={t('registry.screen.kind')}
            value={kind}
            options={objectKinds.map((value) => ({ value, label: t(`registry.kind.${value}`) }))}
            onChange={(next) => {
              held.take('')
              change({ kind: next, open: null, page: null, q: null })
            }}
          />
          <SearchBox key={kind} label={t(`registry.screen.search.${kind}`)} held={held} />
          <div style={{ width: 200 }}>
            <DivisionSelect
              label={t('registry.screen.division')}
              allowClear
              within={session.position.divisions.map(({ code }) => code)}
              value={address['division'] ?? null}
              onChange={(division) => change({ division, page: null })}
            />
          </div>
        </>
      }
      beside={open !== undefined && <ObjectDetail key={`${kind}:${open}`} kind={kind} id={open} />}
    >
      {held.text === '' ? (
        <RegisterList key={kind} kind={kind} />
      ) : (
        <NumberHolders key={held.text} number={held.text} />
      )}
    </SplitPage>
  )
}
