import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useId, useState } from 'react'
import type { EntryAnswer, LedgerAnswer } from '#kernel/ledgers/model'
import { useLocalText, useT } from '#kernel/ui/web'
import { ActionForm } from './ActionForm.tsx'

type ActionDeclaration = LedgerAnswer['actions'][number]

/** Words that end or undo, or that stand beside the matter: at hand, but not in the way. */
const besides = new Set(['void', 'reopen', 'comment', 'remind', 'supervise', 'circulate', 'suspend'])

/** Words that pass the matter on, add to it or tie it: after those that bring it forward. */
const sideways = new Map([
  ['transfer', 1],
  ['send_back', 1],
  ['report', 1],
  ['link', 2],
])

/** What the reader can do now, as the server says; what is held back says what is missing. */
export function EntryActions({ declaration, entry }: { declaration: LedgerAnswer; entry: EntryAnswer }) {
  const t = useT()
  const text = useLocalText()
  const formId = useId()
  const [chosen, setChosen] = useState<ActionDeclaration | null>(null)
  const offered = declaration.actions.filter(({ id, byProgram }) => entry.can[id] !== undefined && !byProgram)
  const main = offered
    .filter(({ word }) => !besides.has(word))
    .toSorted((a, b) => (sideways.get(a.word) ?? 0) - (sideways.get(b.word) ?? 0))
  const more = offered.filter(({ word }) => besides.has(word))
  const reasonOf = (action: ActionDeclaration) => {
    const ability = entry.can[action.id]
    return ability === true ? undefined : ability?.reason
  }
  const held = main.filter((action) => reasonOf(action) !== undefined)
  const firstFree = main.find((action) => reasonOf(action) === undefined)
  return (
    <section className="entry-section" aria-label={t('ledgers.screen.actions')}>
      <div className="entry-actions">
        {main.map((action) => (
          <Button
            key={action.id}
            type={action === firstFree ? 'primary' : 'default'}
            disabled={reasonOf(action) !== undefined}
            aria-describedby={reasonOf(action) === undefined ? undefined : `${formId}-${action.id}`}
            onClick={() => setChosen(action)}
          >
            {text(action.label)}
          </Button>
        ))}
        {more.length > 0 && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: more.map((action) => ({
                key: action.id,
                label: text(action.label),
                disabled: reasonOf(action) !== undefined,
                onClick: () => setChosen(action),
              })),
            }}
          >
            <Button>
              {t('ledgers.screen.actions.more')} <DownOutlined aria-hidden="true" />
            </Button>
          </Dropdown>
        )}
      </div>
      {offered.length === 0 && <p className="entry-quiet">{t('ledgers.screen.actions.none')}</p>}
      {held.map((action) => (
        <p key={action.id} id={`${formId}-${action.id}`} className="entry-reason">
          {reasonOf(action)}
        </p>
      ))}
      {chosen && (
        <ActionForm declaration={declaration} entry={entry} action={chosen} onClose={() => setChosen(null)} />
      )}
    </section>
  )
}
