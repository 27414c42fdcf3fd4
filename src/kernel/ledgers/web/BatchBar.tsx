import { DownOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Dropdown } from 'antd'
import { type ReactNode, useState } from 'react'
import type { AbilityList, EntryRow, LedgerAnswer } from '#kernel/ledgers/model'
import { asApiError, type Choosing, useLocalText, useT } from '#kernel/ui/web'
import { BatchForm } from './BatchForm.tsx'
import './ledgers.css'
import './messages.ts'
import { abilitiesQuery } from './queries.ts'
import type { ActionDeclaration } from './SpecialFields.tsx'

type BatchBarProps = {
  declaration: LedgerAnswer
  choosing: Choosing<EntryRow> | undefined
  /** What a platform offers besides. */
  children?: ReactNode
}
type ChosenProps = {
  declaration: LedgerAnswer
  chosen: ReadonlySet<string>
  onClear: () => void
  children: ReactNode
}

/** Actions with how many of the chosen entries can take each; those that all can take first. */
function offersOf(declaration: LedgerAnswer, entries: AbilityList) {
  return declaration.actions
    .filter(({ byProgram }) => !byProgram)
    .map((action) => ({ action, count: entries.filter(({ can }) => can[action.id] === true).length }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
}

/** What can be done with the rows that are chosen. */
export function BatchBar({ declaration, choosing, children }: BatchBarProps) {
  if (!choosing || choosing.chosen.size === 0) return null
  const { chosen, onChoose } = choosing
  return (
    <ChosenRows declaration={declaration} chosen={chosen} onClear={() => onChoose(new Set())}>
      {children}
    </ChosenRows>
  )
}

function ChosenRows({ declaration, chosen, onClear, children }: ChosenProps) {
  const t = useT()
  const text = useLocalText()
  const { data, error, isFetching } = useQuery(abilitiesQuery([...chosen]))
  const [started, setStarted] = useState<{ action: ActionDeclaration; entries: AbilityList } | null>(null)
  const offers = offersOf(declaration, data ?? [])
  const items = offers.map(({ action, count }) => ({
    key: action.id,
    label:
      count === chosen.size
        ? text(action.label)
        : t('ledgers.screen.batch.some', { label: text(action.label), count, all: chosen.size }),
    disabled: count < chosen.size,
    onClick: () => setStarted({ action, entries: data ?? [] }),
  }))
  return (
    <div className="batch-bar" role="region" aria-label={t('ledgers.screen.batch')}>
      <span role="status">{t('ledgers.screen.batch.chosen', { count: chosen.size })}</span>
      <Dropdown trigger={['click']} disabled={items.length === 0} menu={{ items }}>
        <Button type="primary" size="small" loading={isFetching && !data}>
          {t('ledgers.screen.batch.act')} <DownOutlined aria-hidden="true" />
        </Button>
      </Dropdown>
      {children}
      <Button size="small" onClick={onClear}>
        {t('ledgers.screen.batch.clear')}
      </Button>
      {error && <span role="alert">{asApiError(error).detail}</span>}
      {data && items.length === 0 && <span>{t('ledgers.screen.batch.none')}</span>}
      {started && (
        <BatchForm
          declaration={declaration}
          {...started}
          onClose={() => {
            setStarted(null)
            onClear()
          }}
          onCancel={() => setStarted(null)}
        />
      )}
    </div>
  )
}
