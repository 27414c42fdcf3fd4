import { App, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { asApiError, useSession, useT } from '#kernel/ui/web'
import { boardMeasures } from '../../model/indicators/figures.ts'
import { zhCN } from '../../model/indicators/messages.zh-CN.ts'
import { useSetTarget } from './queries.ts'

/** Sets a target, with the document or meeting that it comes from. */
export function TargetForm({ year }: { year: string }) {
  const t = useT()
  const { session } = useSession()
  const { message } = App.useApp()
  const setTarget = useSetTarget()
  const districts = session.position.divisions.filter(({ code }) => code.length === 6).map(({ name }) => name)
  const [measure, setMeasure] = useState<(typeof boardMeasures)[number]>('started_count')
  const [value, setValue] = useState('')
  const [source, setSource] = useState('')
  const [district] = districts
  if (!district) return null
  const unit = measure.endsWith('_investment') ? 'fen' : measure === 'start_rate' ? 'share' : 'count'
  const save = () =>
    setTarget
      .mutateAsync({
        measure,
        district,
        period: `${year}${zhCN['projects.figure.period.year']}`,
        value,
        source: source.trim(),
      })
      .then(
        () => {
          setValue('')
          void message.success(t('projects.indicators.target.set'))
        },
        (error: unknown) => void message.error(asApiError(error).detail),
      )
  return (
    <section className="indicators-target">
      <h2>{`${t('projects.indicators.set_target')} · ${district} ${year}`}</h2>
      <div className="indicators-bar">
        <Select
          aria-label={t('projects.indicators.measure')}
          value={measure}
          options={boardMeasures.map((one) => ({ value: one, label: t(`projects.indicators.${one}`) }))}
          onChange={setMeasure}
        />
        <Input
          aria-label={t('projects.indicators.target.value', { unit: t(`projects.indicators.unit.${unit}`) })}
          placeholder={t('projects.indicators.target.value', { unit: t(`projects.indicators.unit.${unit}`) })}
          value={value}
          inputMode="decimal"
          onChange={({ target }) => setValue(target.value.trim())}
        />
        <Input
          aria-label={t('projects.indicators.target.source')}
          placeholder={t('projects.indicators.target.source')}
          value={source}
          maxLength={400}
          onChange={({ target }) => setSource(target.value)}
        />
        <Button
          disabled={!/^\d+(\.\d{1,6})?$/.test(value) || source.trim().length < 2}
          loading={setTarget.isPending}
          onClick={() => void save()}
        >
          {t('projects.indicators.set_target')}
        </Button>
      </div>
    </section>
  )
}
