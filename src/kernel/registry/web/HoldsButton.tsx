import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { useT } from '#kernel/ui/web'
import { ObjectHolds } from './ObjectHolds.tsx'
import { RegistryName } from './RegistryName.tsx'
import type { RegistryKind } from './registry-objects.ts'
import './messages.ts'

/** Opens the holds on an object of the register, wherever it is named. */
export function HoldsButton({ kind, id, count }: { kind: RegistryKind; id: string; count: number }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="small" type="link" onClick={() => setOpen(true)}>
        {count > 0 ? t('registry.holds.count', { count }) : t('registry.holds.title')}
      </Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        destroyOnHidden
        title={
          <>
            {t('registry.holds.title')} · <RegistryName kind={kind} id={id} />
          </>
        }
      >
        <ObjectHolds kind={kind} id={id} />
      </Drawer>
    </>
  )
}
