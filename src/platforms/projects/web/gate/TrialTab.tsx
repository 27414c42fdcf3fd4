import { Button, Input, InputNumber, Select } from 'antd'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { DivisionSelect } from '#kernel/divisions/web'
import { asApiError, FormRow, useT } from '#kernel/ui/web'
import type { GateTrial } from '../../model/gate/answers.ts'
import { IndustryCode } from '../../model/gate/rules.ts'
import { projectCategories } from '../../model/stages.ts'
import { Findings } from './Findings.tsx'
import { useTrial } from './queries.ts'

const fenPerWan = 1_000_000

/** What the rules in force would say of a project with these facts; nothing is registered. */
export function TrialTab() {
  const t = useT()
  const [facts, setFacts] = useState<GateTrial>({})
  const trial = useTrial()
  const badCode = !!facts.industryCode && !IndustryCode.safeParse(facts.industryCode).success
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!badCode) trial.mutate(facts)
  }
  return (
    <form onSubmit={submit} noValidate>
      <p className="project-quiet">{t('projects.gate.try.text')}</p>
      <TrialFacts
        facts={facts}
        badCode={badCode}
        set={(more) => setFacts((before) => ({ ...before, ...more }))}
      />
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
          </p>
          <Findings examination={trial.data} />
        </div>
      )}
    </form>
  )
}

type FactsProps = { facts: GateTrial; badCode: boolean; set: (more: Partial<GateTrial>) => void }

function TrialFacts({ facts, badCode, set }: FactsProps) {
  const t = useT()
  return (
    <div className="gate-form">
      <Fact name="industryCode" problem={badCode ? t('projects.gate.fault.bad_code') : undefined}>
        {(id) => (
          <Input
            id={id}
            value={facts.industryCode ?? ''}
            maxLength={5}
            onChange={({ target }) => set({ industryCode: target.value.toUpperCase() || null })}
          />
        )}
      </Fact>
      <Fact name="category">
        {(id) => (
          <Select
            id={id}
            allowClear
            value={facts.category ?? null}
            options={projectCategories.map((one) => ({ value: one, label: t(`projects.category.${one}`) }))}
            onChange={(category) => set({ category: category ?? null })}
            style={{ width: '100%' }}
          />
        )}
      </Fact>
      {(['investmentFen', 'assetInvestmentFen'] as const).map((name) => (
        <Fact key={name} name={name}>
          {(id) => <WanInput id={id} value={facts[name]} onType={(fen) => set({ [name]: fen })} />}
        </Fact>
      ))}
      <Fact name="energyTce">
        {(id) => (
          <InputNumber
            id={id}
            min={0}
            suffix={t('projects.unit.tce')}
            value={facts.energyTce ?? null}
            onChange={(energyTce) => set({ energyTce })}
            style={{ width: '100%' }}
          />
        )}
      </Fact>
      {(['enclave', 'highRisk', 'safetyMet'] as const).map((name) => (
        <Fact key={name} name={name}>
          {(id) => <YesNo id={id} value={facts[name]} onPick={(value) => set({ [name]: value })} />}
        </Fact>
      ))}
      <Fact name="divisionCode">
        {(id) => (
          <DivisionSelect
            id={id}
            allowClear
            value={facts.divisionCode ?? null}
            onChange={(divisionCode) => set({ divisionCode })}
          />
        )}
      </Fact>
    </div>
  )
}

type FactProps = { name: keyof GateTrial; problem?: string | undefined; children: (id: string) => ReactNode }

function Fact({ name, problem, children }: FactProps) {
  const t = useT()
  const id = useId()
  return (
    <FormRow id={id} label={t(`projects.field.${name}`)} problem={problem}>
      {children(id)}
    </FormRow>
  )
}

type WanInputProps = { id: string; value: number | null | undefined; onType: (fen: number | null) => void }

/** Money is kept in 分 and typed in 万元. */
function WanInput({ id, value, onType }: WanInputProps) {
  const t = useT()
  return (
    <InputNumber
      id={id}
      min={0}
      suffix={t('ui.amount.unit')}
      value={value == null ? null : value / fenPerWan}
      onChange={(wan) => onType(wan === null ? null : Math.round(wan * fenPerWan))}
      style={{ width: '100%' }}
    />
  )
}

type YesNoProps = { id: string; value: boolean | null | undefined; onPick: (value: boolean | null) => void }

/** Yes, no, or not known. */
function YesNo({ id, value, onPick }: YesNoProps) {
  const t = useT()
  return (
    <Select
      id={id}
      allowClear
      value={value == null ? null : String(value)}
      options={[
        { value: 'true', label: t('projects.gate.yes') },
        { value: 'false', label: t('projects.gate.no') },
      ]}
      onChange={(next?: string) => onPick(next === undefined ? null : next === 'true')}
      style={{ width: '100%' }}
    />
  )
}
