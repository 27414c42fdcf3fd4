import { useQuery } from '@tanstack/react-query'
import { type ChangeEvent, useRef, useState } from 'react'
import { api, asApiError, useT } from '#kernel/ui/portal'
import type { PortalUpload } from '../../model/portal/answers.ts'
import { setupQuery } from './queries.ts'
import { shrink } from './report/shrink.ts'

export type Photo = { id: string; name: string }

/** Photos that are sent as soon as they are chosen; they hang on something once it is sent. */
export function usePhotos(photos: readonly Photo[], change: (photos: Photo[]) => void) {
  const { data } = useQuery(setupQuery)
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const most = data?.photos.count ?? 4
  const take = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(target.files ?? [])].slice(0, most - photos.length)
    target.value = ''
    setBusy(true)
    setProblem(undefined)
    const taken = [...photos]
    try {
      for (const file of files) {
        const raw = await shrink(file)
        const { id } = await api.post<PortalUpload>('/api/portal/photos', undefined, { raw })
        taken.push({ id, name: file.name })
        change([...taken])
      }
    } catch (error) {
      setProblem(asApiError(error).detail)
    } finally {
      setBusy(false)
    }
  }
  const remove = (id: string) => {
    // One that has expired is gone already.
    api.del(`/api/portal/photos/${id}`).catch(() => undefined)
    change(photos.filter((one) => one.id !== id))
  }
  return { photos, most, problem, busy, take, remove }
}

/** Those that were added, and the way to add more. */
export function Photos({ photos, most, busy, take, remove }: ReturnType<typeof usePhotos>) {
  const t = useT()
  return (
    <>
      <p>{t('portal.photos.text', { count: most })}</p>
      <Added photos={photos} onRemove={remove} />
      <p role="status">
        {busy ? t('portal.photos.sending') : t('portal.photos.count', { count: photos.length })}
      </p>
      {photos.length < most && <Choose onFiles={(event) => void take(event)} />}
    </>
  )
}

type AddedProps = { photos: readonly Photo[]; onRemove: (id: string) => void }

function Added({ photos, onRemove }: AddedProps) {
  const t = useT()
  return (
    <ul className="portal-list">
      {photos.map(({ id, name }) => (
        <li key={id}>
          {name}{' '}
          <button type="button" className="plain-link" onClick={() => onRemove(id)}>
            {t('portal.photos.remove')}
            <span className="yw-visually-hidden"> {name}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function Choose({ onFiles }: { onFiles: (event: ChangeEvent<HTMLInputElement>) => void }) {
  const t = useT()
  const input = useRef<HTMLInputElement>(null)
  return (
    <p>
      <button
        type="button"
        id="photos"
        className="plain-button"
        data-second
        onClick={() => input.current?.click()}
      >
        {t('portal.photos.add')}
      </button>
      <input
        ref={input}
        className="yw-visually-hidden"
        type="file"
        accept="image/jpeg,image/png,image/webp"
        multiple
        tabIndex={-1}
        aria-hidden="true"
        onChange={onFiles}
      />
    </p>
  )
}
