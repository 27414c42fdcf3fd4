import { UploadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef } from 'react'
import { asApiError, useT } from '#kernel/ui/web'
import { catalogueKey, type CatalogueRow } from '../../model/gate/rules.ts'
import { useReadCatalogue } from './queries.ts'

type CatalogueImportProps = {
  catalogue: readonly CatalogueRow[]
  onRows: (catalogue: CatalogueRow[]) => void
}

/** Reads a list into the draft; faulty rows are named by their number in the file and left out. */
export function CatalogueImport({ catalogue, onRows }: CatalogueImportProps) {
  const t = useT()
  const input = useRef<HTMLInputElement>(null)
  const read = useReadCatalogue()
  const take = (file: File | undefined) => {
    if (!file) return
    read.mutate(file, {
      onSuccess: ({ rows }) => {
        const merged = new Map([...catalogue, ...rows].map((row) => [catalogueKey(row), row]))
        onRows([...merged.values()])
      },
    })
  }
  return (
    <>
      <p className="project-quiet">{t('projects.gate.catalogue.text')}</p>
      <input
        ref={input}
        type="file"
        accept=".xlsx,.csv"
        aria-label={t('projects.gate.catalogue.import')}
        className="yw-visually-hidden"
        onChange={({ target }) => {
          take(target.files?.[0])
          target.value = ''
        }}
      />
      <Button icon={<UploadOutlined />} loading={read.isPending} onClick={() => input.current?.click()}>
        {t('projects.gate.catalogue.import')}
      </Button>
      {read.error && (
        <p className="yw-form-problem" role="alert">
          {asApiError(read.error).detail}
        </p>
      )}
      {read.data && (
        <div role="status">
          <p>{t('projects.gate.catalogue.read', { count: read.data.rows.length })}</p>
          {read.data.faults.length > 0 && (
            <p className="life-wrong">
              {t('projects.gate.catalogue.faults', { count: read.data.faults.length })}
            </p>
          )}
          <ul className="life-documents">
            {read.data.faults.map(({ row, column, reason, value }) => (
              <li key={`${row} ${column}`}>
                <span>
                  {t('projects.gate.catalogue.fault', {
                    row,
                    column: t(`projects.gate.column.${column}`),
                    reason: t(`projects.gate.fault.${reason}`),
                  })}
                </span>
                <span className="project-quiet">{value}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}
