import { useBlocker } from '@tanstack/react-router'
import { Modal } from 'antd'
import { useT } from '#kernel/ui/web'

/** Asks before steps that were not saved are lost: by another page, another panel, or closing the tab. */
export function LeaveGuard({ dirty }: { dirty: boolean }) {
  const t = useT()
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => {
      const panelOf = (search: unknown) => (search as Readonly<Record<string, string>>)['panel']
      return dirty && (current.pathname !== next.pathname || panelOf(current.search) !== panelOf(next.search))
    },
    enableBeforeUnload: dirty,
    withResolver: true,
  })
  return (
    <Modal
      open={status === 'blocked'}
      title={t('map.edit.unsaved')}
      okText={t('map.edit.unsaved.stay')}
      cancelText={t('map.edit.unsaved.leave')}
      onOk={reset}
      onCancel={proceed}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
    >
      {t('map.edit.unsaved.text')}
    </Modal>
  )
}
