import { CopyOutlined } from '@ant-design/icons'
import { App, Button, Modal } from 'antd'
import { useT } from '#kernel/ui/web'
import '../messages.ts'
import '../identity.css'

type OneTimePasswordProps = { loginName: string; password: string; onClose: () => void }

/** Shows a password this once; it is gone when the window closes. */
export function OneTimePassword({ loginName, password, onClose }: OneTimePasswordProps) {
  const t = useT()
  const { message } = App.useApp()
  const copy = () => {
    // Pages without TLS have no clipboard; the password is there to be read and marked.
    const copied = navigator.clipboard?.writeText(password)
    void copied?.then(() => message.success(t('identity.screen.password.copied')))
  }
  return (
    <Modal
      open
      title={t('identity.screen.password.title')}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('identity.screen.password.done')}
        </Button>
      }
    >
      <p>{t('identity.screen.password.text', { loginName })}</p>
      <p className="identity-password">
        <output>{password}</output>
        <Button icon={<CopyOutlined />} onClick={copy}>
          {t('identity.screen.password.copy')}
        </Button>
      </p>
    </Modal>
  )
}
