import { CameraOutlined } from '@ant-design/icons'
import type { NewFile } from '#kernel/offline/web'
import { useT } from '#kernel/ui/web'

type TakePhotoProps = { isMain?: boolean; onTaken: (files: readonly NewFile[]) => void }

/** The way to the phone's camera. */
export function TakePhoto({ isMain = false, onTaken }: TakePhotoProps) {
  const t = useT()
  return (
    <label className={`field-button ${isMain ? 'field-button-main ' : ''}field-file-button`}>
      <CameraOutlined aria-hidden="true" />
      {t('grid.field.report.photo')}
      <input
        type="file"
        accept="image/*"
        capture="environment"
        onChange={({ target }) => {
          onTaken([...(target.files ?? [])].map((file) => ({ name: file.name, blob: file })))
          target.value = ''
        }}
      />
    </label>
  )
}
