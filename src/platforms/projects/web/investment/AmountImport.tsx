import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Upload } from 'antd'
import { addressWith, api, asApiError, useT } from '#kernel/ui/web'

type Report = {
  recorded: number
  unchanged: number
  refused: { row: number; column: string; reason: string; value: string }[]
}
type Props = { amount: string; year: string; source: string }

/** Takes amounts from a sheet such as the export, and tells its faults by row. */
export function AmountImport({ amount, year, source }: Props) {
  const t = useT()
  const client = useQueryClient()
  const load = useMutation({
    mutationFn: (file: File) =>
      api.post<Report>(
        addressWith('/api/projects/investment/import', { name: file.name, amount, year, source }),
        undefined,
        { raw: file },
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['projects'] }),
  })
  const { data, error } = load
  return (
    <>
      <Upload
        accept=".xlsx,.csv"
        showUploadList={false}
        beforeUpload={(file) => {
          load.mutate(file)
          return false
        }}
      >
        <Button disabled={source === ''} loading={load.isPending}>
          {t('projects.investment.import')}
        </Button>
      </Upload>
      {error && <span role="alert">{asApiError(error).detail}</span>}
      {data && (
        <div role="status">
          {t('projects.investment.import.done', {
            recorded: data.recorded,
            unchanged: data.unchanged,
            refused: data.refused.length,
          })}
          <ul>
            {data.refused.map(({ row, column, reason, value }) => (
              <li key={`${row} ${column}`}>
                {t('projects.investment.import.fault', {
                  row,
                  column,
                  reason: t(`projects.investment.import.reason.${reason}`),
                  value,
                })}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}
