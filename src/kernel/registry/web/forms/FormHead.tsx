import { Button } from 'antd'
import { formatDate } from '#kernel/ui/model'
import { ErrorSummary, type FormProblem, useT } from '#kernel/ui/web'

type FormHeadProps = {
  problems: readonly FormProblem[]
  general: string | undefined
  idOf: (field: string) => string
  restoredAt: string | null
  discard: () => void
}

/** On top of a form: what is wrong with it, and that a draft came back. */
export function FormHead({ problems, general, idOf, restoredAt, discard }: FormHeadProps) {
  const t = useT()
  return (
    <>
      <ErrorSummary problems={problems} general={general} idOf={idOf} />
      {restoredAt !== null && (
        <p className="registry-draft">
          {t('registry.form.draft', { time: formatDate(restoredAt, true) })}
          <Button size="small" type="link" onClick={discard}>
            {t('registry.form.draft.discard')}
          </Button>
        </p>
      )}
    </>
  )
}
