import { useQueries } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { factsQuery, isImage } from './facts.ts'
import { FileLink } from './FileLink.tsx'
import { FileViewer } from './FileViewer.tsx'

type FileListProps = {
  ids: readonly string[]
  className?: string
  /** What stands behind each. */
  after?: (id: string) => ReactNode
  /** What follows in the same list. */
  children?: ReactNode
}

/** Files one under the other; images small, opened in a viewer that leafs through all of them. */
export function FileList({ ids, className, after, children }: FileListProps) {
  const known = useQueries({ queries: ids.map(factsQuery) })
  const images = known.map(({ data }) => data).filter(isImage)
  const [open, setOpen] = useState<string | null>(null)
  const at = images.findIndex((image) => image.id === open)
  return (
    <>
      <ul className={className}>
        {ids.map((id) => (
          <li key={id}>
            <FileLink id={id} onOpen={() => setOpen(id)} />
            {after?.(id)}
          </li>
        ))}
        {children}
      </ul>
      {at >= 0 && (
        <FileViewer
          images={images}
          at={at}
          onGo={(next) => setOpen(images[next]?.id ?? null)}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}
