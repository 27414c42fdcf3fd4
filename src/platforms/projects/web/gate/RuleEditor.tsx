import { Button, Input, Select } from 'antd'
import { useId } from 'react'
import { FormRow, useT } from '#kernel/ui/web'
import { type GateRule, ruleKinds } from '../../model/gate/rules.ts'
import { ConditionEditor } from './ConditionEditor.tsx'

type RuleEditorProps = {
  rule: GateRule
  number: number
  onChange: (rule: GateRule) => void
  onRemove: () => void
  onUp: (() => void) | undefined
}

/** One rule of the draft: its words, its source, its effect and the conditions under which it hits. */
export function RuleEditor({ rule, number, onChange, onRemove, onUp }: RuleEditorProps) {
  const t = useT()
  const id = useId()
  const idOf = (name: string) => `${id}-${name}`
  const set = (more: Partial<GateRule>) => onChange({ ...rule, ...more })
  const choice = <Value extends string>(
    name: string,
    value: Value,
    all: readonly Value[],
    pick: (next: Value) => void,
  ) => (
    <FormRow id={idOf(name)} label={t(`projects.gate.part.${name}`)}>
      <Select
        id={idOf(name)}
        value={value}
        options={all.map((one) => ({ value: one, label: t(`projects.gate.${name}.${one}`) }))}
        onChange={pick}
        style={{ width: '100%' }}
      />
    </FormRow>
  )
  return (
    <li>
      <h3>
        <span className="yw-number">{number}.</span> {rule.title['zh-CN']}
      </h3>
      <div className="gate-form">
        <FormRow id={idOf('title')} label={t('projects.gate.part.title')}>
          <Input
            id={idOf('title')}
            value={rule.title['zh-CN']}
            maxLength={400}
            onChange={({ target }) => set({ title: { ...rule.title, 'zh-CN': target.value } })}
          />
        </FormRow>
        <FormRow id={idOf('title_en')} label={t('projects.gate.draft.title_en')}>
          <Input
            id={idOf('title_en')}
            value={rule.title.en}
            maxLength={400}
            onChange={({ target }) => set({ title: { ...rule.title, en: target.value } })}
          />
        </FormRow>
        {choice('kind', rule.kind, ruleKinds, (kind) => set({ kind }))}
        {choice('effect', rule.effect, ['refuse', 'note'] as const, (effect) => set({ effect }))}
        {choice('standing', rule.standing, ['demand', 'description'] as const, (standing) =>
          set({ standing }),
        )}
        <div className="gate-wide">
          <FormRow id={idOf('text')} label={t('projects.gate.part.text')}>
            <Input.TextArea
              id={idOf('text')}
              rows={2}
              value={rule.text}
              maxLength={2000}
              onChange={({ target }) => set({ text: target.value })}
            />
          </FormRow>
          <FormRow id={idOf('source')} label={t('projects.gate.part.source')}>
            <Input.TextArea
              id={idOf('source')}
              rows={2}
              value={rule.source}
              maxLength={400}
              onChange={({ target }) => set({ source: target.value })}
            />
          </FormRow>
          <fieldset>
            <legend>{t('projects.gate.conditions')}</legend>
            {rule.conditions.map((condition, index) => (
              <ConditionEditor
                // Conditions have no name of their own and are few: their place is what tells them apart.
                key={`${index} ${condition.fact}`}
                condition={condition}
                onChange={(next) =>
                  set({ conditions: rule.conditions.map((one, at) => (at === index ? next : one)) })
                }
                onRemove={
                  rule.conditions.length === 1
                    ? undefined
                    : () => set({ conditions: rule.conditions.filter((_, at) => at !== index) })
                }
              />
            ))}
            <Button
              size="small"
              disabled={rule.conditions.length >= 8}
              onClick={() =>
                set({ conditions: [...rule.conditions, { op: 'is', fact: 'enclave', value: true }] })
              }
            >
              {t('projects.gate.draft.condition')}
            </Button>
          </fieldset>
        </div>
      </div>
      <div className="life-tabs">
        {onUp && (
          <Button size="small" onClick={onUp}>
            {t('projects.gate.draft.up')}
          </Button>
        )}
        <Button size="small" danger onClick={onRemove}>
          {t('projects.gate.draft.remove')}
        </Button>
      </div>
    </li>
  )
}
