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

type PartProps = { rule: GateRule; set: (more: Partial<GateRule>) => void }

/** One rule of the draft: its words, its source, its effect and the conditions under which it hits. */
export function RuleEditor({ rule, number, onChange, onRemove, onUp }: RuleEditorProps) {
  const t = useT()
  const set = (more: Partial<GateRule>) => onChange({ ...rule, ...more })
  return (
    <li>
      <h3>
        <span className="yw-number">{number}.</span> {rule.title['zh-CN']}
      </h3>
      <div className="gate-form">
        <Titles rule={rule} set={set} />
        <Choice name="kind" value={rule.kind} all={ruleKinds} onPick={(kind) => set({ kind })} />
        <Choice
          name="effect"
          value={rule.effect}
          all={['refuse', 'note'] as const}
          onPick={(effect) => set({ effect })}
        />
        <Choice
          name="standing"
          value={rule.standing}
          all={['demand', 'description'] as const}
          onPick={(standing) => set({ standing })}
        />
        <div className="gate-wide">
          <Words name="text" value={rule.text} max={2000} onType={(text) => set({ text })} />
          <Words name="source" value={rule.source} max={400} onType={(source) => set({ source })} />
          <Conditions rule={rule} set={set} />
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

function Titles({ rule, set }: PartProps) {
  const t = useT()
  const id = useId()
  return (
    <>
      <FormRow id={`${id}-zh`} label={t('projects.gate.part.title')}>
        <Input
          id={`${id}-zh`}
          value={rule.title['zh-CN']}
          maxLength={400}
          onChange={({ target }) => set({ title: { ...rule.title, 'zh-CN': target.value } })}
        />
      </FormRow>
      <FormRow id={`${id}-en`} label={t('projects.gate.draft.title_en')}>
        <Input
          id={`${id}-en`}
          value={rule.title.en}
          maxLength={400}
          onChange={({ target }) => set({ title: { ...rule.title, en: target.value } })}
        />
      </FormRow>
    </>
  )
}

type ChoiceProps<Value extends string> = {
  name: 'kind' | 'effect' | 'standing'
  value: Value
  all: readonly Value[]
  onPick: (value: Value) => void
}

function Choice<Value extends string>({ name, value, all, onPick }: ChoiceProps<Value>) {
  const t = useT()
  const id = useId()
  return (
    <FormRow id={id} label={t(`projects.gate.part.${name}`)}>
      <Select<string>
        id={id}
        value={value}
        options={all.map((one) => ({ value: one, label: t(`projects.gate.${name}.${one}`) }))}
        onChange={(next) => {
          const picked = all.find((one) => one === next)
          if (picked !== undefined) onPick(picked)
        }}
        style={{ width: '100%' }}
      />
    </FormRow>
  )
}

type WordsProps = { name: 'text' | 'source'; value: string; max: number; onType: (text: string) => void }

function Words({ name, value, max, onType }: WordsProps) {
  const t = useT()
  const id = useId()
  return (
    <FormRow id={id} label={t(`projects.gate.part.${name}`)}>
      <Input.TextArea
        id={id}
        rows={2}
        value={value}
        maxLength={max}
        onChange={({ target }) => onType(target.value)}
      />
    </FormRow>
  )
}

function Conditions({ rule: { conditions }, set }: PartProps) {
  const t = useT()
  return (
    <fieldset>
      <legend>{t('projects.gate.conditions')}</legend>
      {conditions.map((condition, index) => (
        <ConditionEditor
          // Conditions have no name of their own and are few: their place is what tells them apart.
          key={`${index} ${condition.fact}`}
          condition={condition}
          onChange={(next) => set({ conditions: conditions.map((one, at) => (at === index ? next : one)) })}
          onRemove={
            conditions.length === 1
              ? undefined
              : () => set({ conditions: conditions.filter((_, at) => at !== index) })
          }
        />
      ))}
      <Button
        size="small"
        disabled={conditions.length >= 8}
        onClick={() => set({ conditions: [...conditions, { op: 'is', fact: 'enclave', value: true }] })}
      >
        {t('projects.gate.draft.condition')}
      </Button>
    </fieldset>
  )
}
