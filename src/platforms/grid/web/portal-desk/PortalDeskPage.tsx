import { Tabs } from 'antd'
import { PageHeader, useAddress, useT } from '#kernel/ui/web'
import { Blocks } from './Blocks.tsx'
import { Claims } from './Claims.tsx'
import { PhotoWork } from './PhotoWork.tsx'
import './portal-desk.css'

const parts = { claims: Claims, photos: PhotoWork, blocks: Blocks }
type Part = keyof typeof parts
const names = Object.keys(parts) as Part[]

/** What officials do about the portal: look through what came in, publish photos, see and lift blocks. */
export default function PortalDeskPage() {
  const t = useT()
  const [address, change] = useAddress()
  const part = names.find((name) => name === address['part']) ?? 'claims'
  return (
    <>
      <PageHeader title={t('portal_desk.title')} text={t('portal_desk.text')} />
      <div className="portal-desk">
        <Tabs
          activeKey={part}
          onChange={(next) => change({ part: next, page: null })}
          items={names.map((name) => {
            const Part = parts[name]
            return { key: name, label: t(`portal_desk.${name}`), children: <Part /> }
          })}
        />
      </div>
    </>
  )
}
