import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import { useSession } from '#kernel/ui/web'
import { type Upload, UploadQueue } from './upload-queue.ts'

type Options = { field: string; purpose?: string | undefined }

/** The files of a field on their way, each added to the value when it has arrived. */
export function useUploads(
  value: readonly string[],
  onChange: (ids: string[]) => void,
  { field, purpose }: Options,
): { queue: UploadQueue; pending: readonly Upload[] } {
  const { session } = useSession()
  const latest = useRef({ value, onChange })
  useEffect(() => {
    latest.current = { value, onChange }
  })
  const [queue] = useState(
    () =>
      new UploadQueue(`${session.account.id}:${location.pathname}#${field}`, purpose, (id) => {
        const { current } = latest
        if (current.value.includes(id)) return
        // Two that arrive together are both added.
        current.value = [...current.value, id]
        flushSync(() => current.onChange([...current.value]))
      }),
  )
  useEffect(() => () => queue.stop(), [queue])
  return { queue, pending: useSyncExternalStore(queue.subscribe, queue.pending) }
}
