import { Segmented } from 'antd'
import type { ReactNode } from 'react'
import { type RuleEditorProps, RulebookPart } from '#kernel/rulebooks/web'
import { PageHeader, useAddress, useDocumentTitle, useT } from '#kernel/ui/web'
import { orderRulesBook } from '../../model/hotline/order-rules-book.ts'
import type { OrderRules } from '../../model/hotline/order-rules.ts'
import { portalRulesBook } from '../../model/portal/portal-rules-book.ts'
import type { PortalRules } from '../../model/portal/portal-rules.ts'
import { OrderRulesForm } from './OrderRulesForm.tsx'
import { PortalRulesForm } from './PortalRulesForm.tsx'
import './rules.css'

type Shown = { book: string; form: (props: RuleEditorProps<unknown>) => ReactNode }

const shown = {
  hotline: {
    book: orderRulesBook.id,
    form: (props) => <OrderRulesForm {...(props as RuleEditorProps<OrderRules>)} />,
  },
  portal: {
    book: portalRulesBook.id,
    form: (props) => <PortalRulesForm {...(props as RuleEditorProps<PortalRules>)} />,
  },
} satisfies Record<string, Shown>
const names = Object.keys(shown) as (keyof typeof shown)[]

/** Rules of the grid that are data: what is in force, a draft, its difference, and every version with its reason. */
export default function RulesPage() {
  const t = useT()
  useDocumentTitle(t('grid.rules.title'))
  const [{ rule: asked }, change] = useAddress()
  const name = names.find((known) => known === asked) ?? 'hotline'
  return (
    <>
      <PageHeader title={t('grid.rules.title')} text={t('grid.rules.text')} />
      <div className="grid-rules">
        <Segmented
          aria-label={t('grid.rules.title')}
          value={name}
          options={names.map((value) => ({ value, label: t(`grid.rules.${value}`) }))}
          onChange={(value) => change({ rule: value })}
        />
        <RulebookPart<unknown>
          key={name}
          book={shown[name].book}
          about={t(`grid.rules.about.${name}`)}
          editor={shown[name].form}
          judged={[['grid'], ['ledger']]}
        />
      </div>
    </>
  )
}
