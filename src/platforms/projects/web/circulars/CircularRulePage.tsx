import { useQuery } from '@tanstack/react-query'
import { Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { formatDate } from '#kernel/ui/model'
import {
  asApiError,
  ErrorState,
  Loading,
  PageHeader,
  useDocumentTitle,
  useSession,
  useT,
} from '#kernel/ui/web'
import {
  type CircularRule,
  type NumberedRule,
  type RankedMeasure,
  rankedMeasures,
} from '../../model/circulars/rule.ts'
import { ruleWords } from '../../model/circulars/rule-words.ts'
import { ruleQuery, useSetCircularRule } from './queries.ts'
import './circulars.css'

/** The rule of the ranking: what it says, a form for another version, and who changed it when and why. */
export default function CircularRulePage() {
  const t = useT()
  const { session } = useSession()
  const { data, error, refetch } = useQuery(ruleQuery)
  useDocumentTitle(t('circulars.rule.title'))
  return (
    <>
      <PageHeader title={t('circulars.rule.title')} text={t('circulars.rule.text')} />
      <div className="circular circular-rule">
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!error && !data && <Loading lines={6} />}
        {data && (
          <>
            <h2>{t('circulars.rule.present', { no: data.current.no })}</h2>
            {data.current.no === 0 && <p className="yw-quiet">{t('circulars.rule.own')}</p>}
            {ruleWords(data.current, t).map((line) => (
              <p key={line}>{line}</p>
            ))}
            {session.rights.includes('ledgers.supervise') && (
              <RuleForm key={data.current.no} current={data.current} />
            )}
            <h2>{t('circulars.rule.versions')}</h2>
            {data.changes.length === 0 && <p className="yw-quiet">{t('circulars.rule.none')}</p>}
            <ul className="yw-rows">
              {data.changes.map((change) => (
                <li key={change.no}>
                  <span>{t('circulars.rule.version', { no: change.no })}</span>
                  <span>{ruleWords(change, t)[0]}</span>
                  <span>{change.note}</span>
                  <span>{change.name}</span>
                  <span className="yw-quiet yw-number">{formatDate(change.at, true)}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </>
  )
}

type Draft = { weights: ReadonlyMap<RankedMeasure, number>; casesMin: number; note: string }

function Questions({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  const t = useT()
  return (
    <>
      <fieldset>
        <legend>{t('circulars.rule.weight')}</legend>
        {rankedMeasures.map((measure) => (
          <label key={measure}>
            {t(`circulars.measure.${measure}`)}
            <InputNumber
              min={0}
              max={100}
              precision={0}
              value={draft.weights.get(measure) ?? 0}
              onChange={(value) =>
                onChange({ ...draft, weights: new Map(draft.weights).set(measure, value ?? 0) })
              }
            />
          </label>
        ))}
      </fieldset>
      <label>
        {t('circulars.rule.min')}
        <InputNumber
          min={1}
          max={1000}
          precision={0}
          value={draft.casesMin}
          onChange={(value) => onChange({ ...draft, casesMin: value ?? 1 })}
        />
      </label>
      <label>
        {t('circulars.rule.note')}
        <Input
          value={draft.note}
          maxLength={200}
          onChange={(change) => onChange({ ...draft, note: change.target.value })}
        />
      </label>
    </>
  )
}

function RuleForm({ current: { rule } }: { current: NumberedRule }) {
  const t = useT()
  const [draft, setDraft] = useState<Draft>(() => ({
    weights: new Map(rule.weights.map(({ measure, weight }) => [measure, weight])),
    casesMin: rule.casesMin,
    note: '',
  }))
  const { weights, casesMin, note } = draft
  const save = useSetCircularRule()
  const sum = [...weights.values()].reduce((total, weight) => total + weight, 0)
  const next: CircularRule = {
    weights: rankedMeasures.flatMap((measure) => {
      const weight = weights.get(measure) ?? 0
      return weight > 0 ? [{ measure, weight }] : []
    }),
    casesMin,
    tieBreakers: rule.tieBreakers,
  }
  return (
    <form
      className="circular-rule-form"
      onSubmit={(submit) => {
        submit.preventDefault()
        save.mutate({ rule: next, note: note.trim() })
      }}
    >
      <h2>{t('circulars.rule.change')}</h2>
      <Questions draft={draft} onChange={setDraft} />
      {sum !== 100 && (
        <p role="alert" className="yw-form-problem">
          {t('circulars.rule.sum', { sum })}
        </p>
      )}
      {save.error && (
        <p role="alert" className="yw-form-problem">
          {asApiError(save.error).detail}
        </p>
      )}
      <Button
        type="primary"
        htmlType="submit"
        loading={save.isPending}
        disabled={sum !== 100 || note.trim() === ''}
      >
        {t('circulars.rule.save')}
      </Button>
    </form>
  )
}
