import { useEffect, useRef, useState } from 'react'
import { api, asApiError } from '#kernel/ui/web'

type Stored = { id: string; name: string; size: number; mediaType: string }
export type Upload = { key: string; file: File; error?: string }

type Uploads = {
  /** On their way, or failed and waiting to be sent again. */
  pending: readonly Upload[]
  send: (files: Iterable<File>) => void
  retry: (upload: Upload) => void
  drop: (upload: Upload) => void
}

/** Sends each file at once and adds it to the value when it has arrived. */
export function useUploads(
  value: readonly string[],
  onChange: (ids: string[]) => void,
  purpose?: string,
): Uploads {
  const [pending, setPending] = useState<readonly Upload[]>([])
  const latest = useRef(value)
  useEffect(() => {
    latest.current = value
  })
  const without = (key: string) => (before: readonly Upload[]) => before.filter((item) => item.key !== key)
  const start = async ({ key, file }: Upload) => {
    setPending((before) => [...without(key)(before), { key, file }])
    try {
      const stored = await api.post<Stored>('/api/files', undefined, {
        query: { name: file.name, for: purpose },
        raw: file,
      })
      setPending(without(key))
      latest.current = [...latest.current, stored.id]
      onChange([...latest.current])
    } catch (error) {
      const { detail } = asApiError(error)
      setPending((before) => before.map((item) => (item.key === key ? { ...item, error: detail } : item)))
    }
  }
  return {
    pending,
    send: (files) => {
      for (const file of files) void start({ key: `${file.name}:${file.size}:${file.lastModified}`, file })
    },
    retry: (upload) => void start(upload),
    drop: ({ key }) => setPending(without(key)),
  }
}
