import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useT } from '#kernel/ui/web'
import type { Catalogue } from '../../../model/incidents/catalogue.ts'
import { RuleCells } from '../RuleCells.tsx'
import { withoutRule, withRule, withRuleMoved } from './catalogue-draft.ts'
import { type Bodies, RuleForm } from './RuleForm.tsx'

type RulesEditorProps = {
  catalogue: Catalogue
  bodies: Bodies
  disabled: boolean
  onChange: (catalogue: Catalogue) => void
}

/** Who is responsible, by category and place: the first line that fits holds, the last fits everything. */
export function RulesEditor({ catalogue, bodies, disabled, onChange }: RulesEditorProps) {
  const t = useT()
  const [open, setOpen] = useState<{ at: number | null } | null>(null)
  const { rules } = catalogue
  return (
    <section aria-label={t('incidents.catalogue.rules')}>
      <div className="catalogue-area-head">
        <h3>{t('incidents.catalogue.rules')}</h3>
        {!disabled && (
          <Button size="small" onClick={() => setOpen({ at: null })}>
            {t('incidents.edit.rule.add')}
          </Button>
        )}
      </div>
      <p className="yw-quiet">{t('incidents.screen.catalogue.rules.text')}</p>
      <div className="catalogue-scroll">
        <table>
          <thead>
            <tr>
              <th>{t('incidents.screen.catalogue.rule.what')}</th>
              <th>{t('incidents.screen.catalogue.rule.where')}</th>
              <th>{t('incidents.screen.catalogue.rule.who')}</th>
              {!disabled && <th>{t('incidents.edit.action')}</th>}
            </tr>
          </thead>
          <tbody>
            {rules.map((rule, at) => (
              <tr key={`${at} ${JSON.stringify(rule)}`}>
                <RuleCells rule={rule} catalogue={catalogue} bodies={bodies} />
                {!disabled && (
                  <RuleButtons
                    at={at}
                    catalogue={catalogue}
                    onOpen={() => setOpen({ at })}
                    onChange={onChange}
                  />
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {open && (
        <RuleForm
          catalogue={catalogue}
          bodies={bodies}
          rule={open.at === null ? null : (rules[open.at] ?? null)}
          onApply={(rule) => {
            onChange(withRule(catalogue, rule, open.at))
            setOpen(null)
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  )
}

type ButtonsProps = {
  at: number
  catalogue: Catalogue
  onOpen: () => void
  onChange: (catalogue: Catalogue) => void
}

function RuleButtons({ at, catalogue, onOpen, onChange }: ButtonsProps) {
  const t = useT()
  const last = catalogue.rules.length - 1
  const no = at + 1
  return (
    <td className="catalogue-buttons">
      <Button
        size="small"
        type="link"
        id={`rules.${at}`}
        aria-label={t('incidents.edit.rule.open', { no })}
        onClick={onOpen}
      >
        {t('incidents.edit.open')}
      </Button>
      {at < last && (
        <>
          <Button
            size="small"
            type="text"
            icon={<ArrowUpOutlined />}
            aria-label={t('incidents.edit.rule.up', { no })}
            disabled={at === 0}
            onClick={() => onChange(withRuleMoved(catalogue, at, -1))}
          />
          <Button
            size="small"
            type="text"
            icon={<ArrowDownOutlined />}
            aria-label={t('incidents.edit.rule.down', { no })}
            disabled={at === last - 1}
            onClick={() => onChange(withRuleMoved(catalogue, at, 1))}
          />
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('incidents.edit.rule.remove', { no })}
            onClick={() => onChange(withoutRule(catalogue, at))}
          />
        </>
      )}
    </td>
  )
}
