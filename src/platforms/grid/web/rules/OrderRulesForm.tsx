import { Button, Checkbox, Input } from 'antd'
import type { RuleEditorProps } from '#kernel/rulebooks/web'
import { FormRow, useLocalText, useT } from '#kernel/ui/web'
import '../../model/hotline/messages.ts'
import type { OrderClass, OrderRules } from '../../model/hotline/order-rules.ts'
import { LimitRow } from '../incidents/editing/parts.tsx'
import '../incidents/messages.ts'

/** Classes of the hotline's orders with their limits. */
export function OrderRulesForm({ body, disabled, onChange, problemOf }: RuleEditorProps<OrderRules>) {
  const t = useT()
  const change = (classes: OrderClass[]) => onChange({ ...body, classes })
  return (
    <div className="yw-form" id="classes">
      <LimitRow
        id="accept"
        label={t('hotline.rules.accept')}
        disabled={disabled}
        value={body.accept}
        onChange={(accept) => onChange({ ...body, accept })}
      />
      {body.classes.map((one, at) => (
        <ClassRows
          key={`class-${at}`}
          at={at}
          value={one}
          disabled={disabled}
          problemOf={problemOf}
          onChange={(next) => change(body.classes.with(at, next))}
          onRemove={() => change(body.classes.toSpliced(at, 1))}
        />
      ))}
      {!disabled && (
        <Button onClick={() => change([...body.classes, blank])}>{t('grid.rules.class.add')}</Button>
      )}
    </div>
  )
}

const blank: OrderClass = {
  code: '',
  name: { 'zh-CN': '', en: '' },
  feedback: { unit: 'calendar_days', count: 7 },
  active: true,
}

type ClassRowsProps = {
  at: number
  value: OrderClass
  disabled: boolean
  problemOf: (path: string) => string | undefined
  onChange: (next: OrderClass) => void
  onRemove: () => void
}

function ClassRows({ at, value, disabled, problemOf, onChange, onRemove }: ClassRowsProps) {
  const t = useT()
  const text = useLocalText()
  const id = `classes.${at}`
  return (
    <fieldset className="grid-rules-class">
      <legend>{text(value.name) || t('grid.rules.class.new')}</legend>
      {(['zh-CN', 'en'] as const).map((locale) => (
        <FormRow
          key={locale}
          id={`${id}.name.${locale}`}
          label={t(`grid.rules.name.${locale}`)}
          problem={problemOf(`${id}.name.${locale}`)}
        >
          <Input
            id={`${id}.name.${locale}`}
            maxLength={40}
            disabled={disabled}
            value={value.name[locale]}
            onChange={({ target }) => onChange({ ...value, name: { ...value.name, [locale]: target.value } })}
          />
        </FormRow>
      ))}
      <FormRow
        id={`${id}.code`}
        label={t('hotline.rules.code')}
        hint={t('grid.rules.code.hint')}
        problem={problemOf(`${id}.code`)}
      >
        <Input
          id={`${id}.code`}
          maxLength={40}
          disabled={disabled}
          value={value.code}
          onChange={({ target }) => onChange({ ...value, code: target.value })}
        />
      </FormRow>
      <LimitRow
        id={`${id}.feedback`}
        label={t('hotline.rules.feedback')}
        disabled={disabled}
        value={value.feedback}
        onChange={(feedback) => onChange({ ...value, feedback })}
      />
      <div>
        <Checkbox
          disabled={disabled}
          checked={value.active}
          onChange={({ target }) => onChange({ ...value, active: target.checked })}
        >
          {t('hotline.rules.active')}
        </Checkbox>
        {!disabled && (
          <Button type="link" onClick={onRemove}>
            {t('grid.rules.class.remove')}
          </Button>
        )}
      </div>
    </fieldset>
  )
}
