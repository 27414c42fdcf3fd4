import { useT } from '#kernel/ui/web'
import markAddress from './mark.svg'

export function Mark({ size = 24 }: { size?: number }) {
  const t = useT()
  return (
    <span className="yw-mark">
      <img src={markAddress} width={size} height={size} alt="" />
      <span>{t('ui.product')}</span>
    </span>
  )
}
