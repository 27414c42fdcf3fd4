import { UploadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef } from 'react'

type UploadButtonProps = {
  label: string
  pending: boolean
  isMain?: boolean
  onFile: (file: File) => void
}

/** Chooses a list (.xlsx, .csv) and hands it over at once. */
export function UploadButton({ label, pending, isMain = false, onFile }: UploadButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".xlsx,.csv"
        hidden
        aria-label={label}
        onChange={({ target }) => {
          const file = target.files?.[0]
          if (file) onFile(file)
          // The same file can be chosen again.
          target.value = ''
        }}
      />
      <Button
        {...(isMain ? { type: 'primary' as const } : {})}
        icon={<UploadOutlined />}
        loading={pending}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
    </>
  )
}
