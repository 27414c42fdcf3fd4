import { Button, InputNumber, Select } from 'antd'
import { DivisionSelect } from '#kernel/divisions/web'
import { useT } from '#kernel/ui/web'
import { catalogueClasses, type Condition, type GateFact, gateFacts } from '../../model/gate/rules.ts'
import { projectCategories } from '../../model/stages.ts'

const fenPerWan = 1_000_000

/** What a condition says of a fact before anybody changes it. */
const firstOf: Readonly<Record<GateFact, Condition>> = {
  industryCode: { op: 'in_catalogue', fact: 'industryCode', value: 'prohibited' },
  category: { op: 'one_of', fact: 'category', value: ['industry'] },
  investmentFen: { op: 'below', fact: 'investmentFen', value: 0 },
  assetInvestmentFen: { op: 'below', fact: 'assetInvestmentFen', value: 0 },
  energyTce: { op: 'at_least', fact: 'energyTce', value: 0 },
  enclave: { op: 'is', fact: 'enclave', value: true },
  highRisk: { op: 'is', fact: 'highRisk', value: true },
  safetyMet: { op: 'is', fact: 'safetyMet', value: false },
  divisionCode: { op: 'lies_in', fact: 'divisionCode', value: '' },
}

type ConditionEditorProps = {
  condition: Condition
  onChange: (condition: Condition) => void
  onRemove: (() => void) | undefined
}

/** One line of the decision table: a fact, how it is compared, and with what. */
export function ConditionEditor({ condition, onChange, onRemove }: ConditionEditorProps) {
  const t = useT()
  return (
    <div className="gate-condition">
      <Select
        aria-label={t('projects.gate.draft.fact')}
        value={condition.fact}
        options={(Object.keys(gateFacts) as GateFact[]).map((fact) => ({
          value: fact,
          label: t(`projects.field.${fact}`),
        }))}
        onChange={(fact: GateFact) => onChange(firstOf[fact])}
        style={{ minWidth: 180 }}
      />
      {condition.op === 'below' || condition.op === 'at_least' ? (
        <Select
          aria-label={t('projects.gate.draft.op')}
          value={condition.op}
          options={(['below', 'at_least'] as const).map((op) => ({
            value: op,
            label: t(`projects.gate.opname.${op}`),
          }))}
          onChange={(op) => onChange({ ...condition, op })}
          style={{ minWidth: 110 }}
        />
      ) : (
        <span>{t(`projects.gate.opname.${condition.op}`)}</span>
      )}
      <ValueInput condition={condition} onChange={onChange} />
      {onRemove && (
        <Button size="small" type="text" onClick={onRemove}>
          {t('projects.gate.draft.remove')}
        </Button>
      )}
    </div>
  )
}

function ValueInput({ condition, onChange }: Pick<ConditionEditorProps, 'condition' | 'onChange'>) {
  const t = useT()
  const label = t('projects.gate.draft.value')
  switch (condition.op) {
    case 'in_catalogue':
      return (
        <Select
          aria-label={label}
          value={condition.value}
          options={catalogueClasses.map((one) => ({ value: one, label: t(`projects.gate.class.${one}`) }))}
          onChange={(value) => onChange({ ...condition, value })}
          style={{ minWidth: 140 }}
        />
      )
    case 'one_of':
      return (
        <Select
          mode="multiple"
          aria-label={label}
          value={condition.value}
          options={projectCategories.map((one) => ({ value: one, label: t(`projects.category.${one}`) }))}
          onChange={(value) => onChange({ ...condition, value })}
          style={{ minWidth: 220 }}
        />
      )
    case 'is':
      return (
        <Select
          aria-label={label}
          value={String(condition.value)}
          options={[
            { value: 'true', label: t('projects.gate.yes') },
            { value: 'false', label: t('projects.gate.no') },
          ]}
          onChange={(value) => onChange({ ...condition, value: value === 'true' })}
          style={{ minWidth: 90 }}
        />
      )
    case 'lies_in':
      return (
        <span style={{ minWidth: 240 }}>
          <DivisionSelect
            label={label}
            value={condition.value || null}
            onChange={(value) => onChange({ ...condition, value: value ?? '' })}
          />
        </span>
      )
    default:
      return <SizeInput {...{ condition, onChange, label }} />
  }
}

type Size = Extract<Condition, { op: 'below' | 'at_least' }>

/** Money is kept in 分 and typed in 万元. */
function SizeInput({
  condition,
  onChange,
  label,
}: {
  condition: Size
  onChange: (condition: Condition) => void
  label: string
}) {
  const t = useT()
  const scale = gateFacts[condition.fact] === 'money' ? fenPerWan : 1
  return (
    <InputNumber
      aria-label={label}
      min={0}
      suffix={scale === 1 ? t('projects.unit.tce') : t('ui.amount.unit')}
      value={condition.value / scale}
      onChange={(value) => onChange({ ...condition, value: Math.round((value ?? 0) * scale) })}
      style={{ width: 200 }}
    />
  )
}
