import { Button, Input, InputNumber, Select } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { DivisionSelect } from '#kernel/divisions/web'
import { asApiError, FormRow, useT } from '#kernel/ui/web'
import type { GateTrial } from '../../model/gate/answers.ts'
import { bareCode, IndustryCode } from '../../model/gate/rules.ts'
import { projectCategories } from '../../model/stages.ts'
import { Findings } from './Findings.tsx'
import { useTrial } from './queries.ts'

const fenPerWan = 1_000_000
const amounts = ['investmentFen', 'assetInvestmentFen'] as const
const flags = ['enclave', 'highRisk', 'safetyMet'] as const

/** What the rules in force would say of a project with these facts; nothing is registered. */
export function TrialTab() {
  const t = useT()
  const id = useId()
  const [facts, setFacts] = useState<GateTrial>({})
  const trial = useTrial()
  const set = (more: Partial<GateTrial>) => setFacts((before) => ({ ...before, ...more }))
  const badCode = !!facts.industryCode && !IndustryCode.safeParse(facts.industryCode).success
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!badCode) trial.mutate(facts)
  }
  const idOf = (name: string) => `${id}-${name}`
  return (
    <form onSubmit={submit} noValidate>
      <p className="project-quiet">{t('projects.gate.try.text')}</p>
      <div className="gate-form">
        <FormRow
          id={idOf('industryCode')}
          label={t('projects.field.industryCode')}
          problem={badCode ? t('projects.gate.fault.bad_code') : undefined}
        >
          <Input
            id={idOf('industryCode')}
            value={facts.industryCode ?? ''}
            maxLength={5}
            onChange={({ target }) => set({ industryCode: target.value.toUpperCase() || null })}
          />
        </FormRow>
        <FormRow id={idOf('category')} label={t('projects.field.category')}>
          <Select
            id={idOf('category')}
            allowClear
            value={facts.category ?? null}
            options={projectCategories.map((one) => ({ value: one, label: t(`projects.category.${one}`) }))}
            onChange={(category) => set({ category: category ?? null })}
            style={{ width: '100%' }}
          />
        </FormRow>
        {amounts.map((name) => (
          <FormRow key={name} id={idOf(name)} label={t(`projects.field.${name}`)}>
            <InputNumber
              id={idOf(name)}
              min={0}
              suffix={t('ui.amount.unit')}
              value={facts[name] == null ? null : facts[name] / fenPerWan}
              onChange={(wan) => set({ [name]: wan === null ? null : Math.round(wan * fenPerWan) })}
              style={{ width: '100%' }}
            />
          </FormRow>
        ))}
        <FormRow id={idOf('energyTce')} label={t('projects.field.energyTce')}>
          <InputNumber
            id={idOf('energyTce')}
            min={0}
            suffix={t('projects.unit.tce')}
            value={facts.energyTce ?? null}
            onChange={(energyTce) => set({ energyTce })}
            style={{ width: '100%' }}
          />
        </FormRow>
        {flags.map((name) => (
          <FormRow key={name} id={idOf(name)} label={t(`projects.field.${name}`)}>
            <Select
              id={idOf(name)}
              allowClear
              value={facts[name] == null ? null : String(facts[name])}
              options={[
                { value: 'true', label: t('projects.gate.yes') },
                { value: 'false', label: t('projects.gate.no') },
              ]}
              onChange={(next?: string) => set({ [name]: next === undefined ? null : next === 'true' })}
              style={{ width: '100%' }}
            />
          </FormRow>
        ))}
        <FormRow id={idOf('divisionCode')} label={t('projects.field.divisionCode')}>
          <DivisionSelect
            id={idOf('divisionCode')}
            allowClear
            value={facts.divisionCode ?? null}
            onChange={(divisionCode) => set({ divisionCode })}
          />
        </FormRow>
      </div>
      <Button type="primary" htmlType="submit" loading={trial.isPending}>
        {t('projects.gate.try.run')}
      </Button>
      {trial.error && (
        <p className="yw-form-problem" role="alert">
          {asApiError(trial.error).detail}
        </p>
      )}
      {trial.data && (
        <div role="status">
          <p className="gate-verdict">
            {t(`projects.gate.verdict.${trial.data.verdict}`)} ·{' '}
            {t('projects.gate.version', { version: trial.data.version })}
            {facts.industryCode && !badCode ? ` · ${bareCode(facts.industryCode)}` : ''}
          </p>
          <Findings examination={trial.data} />
        </div>
      )}
    </form>
  )
}
