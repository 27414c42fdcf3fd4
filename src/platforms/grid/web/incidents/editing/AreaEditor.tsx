import { Button, Tag } from 'antd'
import { useState } from 'react'
import { describeLimit } from '#kernel/time/model'
import { useLocale, useLocalText, useT } from '#kernel/ui/web'
import type { Area, Catalogue, Category } from '../../../model/incidents/catalogue.ts'
import { AreaForm } from './AreaForm.tsx'
import { CategoryForm } from './CategoryForm.tsx'
import { withArea, withCategory } from './catalogue-draft.ts'

type AreaEditorProps = {
  catalogue: Catalogue
  at: number
  disabled: boolean
  onChange: (catalogue: Catalogue) => void
}

/** Whether the form of a category is open, and of which: null for a new one. */
type Open = { of: 'area' } | { of: 'category'; at: number | null } | null

/** One area with its categories, each opened by its button. */
export function AreaEditor({ catalogue, at, disabled, onChange }: AreaEditorProps) {
  const t = useT()
  const text = useLocalText()
  const [open, setOpen] = useState<Open>(null)
  const area = catalogue.areas[at]
  if (!area) return null
  const apply = (next: Catalogue) => {
    onChange(next)
    setOpen(null)
  }
  return (
    <section aria-label={text(area.name)}>
      <div className="catalogue-area-head">
        <h3>
          <span className="yw-number">{area.number}</span> {text(area.name)}{' '}
          <small>{t(`incidents.catalogue.kind.${area.kind}`)}</small>
        </h3>
        {!disabled && (
          <>
            <Button size="small" id={`areas.${at}`} onClick={() => setOpen({ of: 'area' })}>
              {t('incidents.edit.change', { name: text(area.name) })}
            </Button>
            <Button size="small" onClick={() => setOpen({ of: 'category', at: null })}>
              {t('incidents.edit.category.add', { area: text(area.name) })}
            </Button>
          </>
        )}
      </div>
      <Categories
        area={area}
        areaAt={at}
        disabled={disabled}
        onOpen={(index) => setOpen({ of: 'category', at: index })}
      />
      {open?.of === 'area' && (
        <AreaForm
          catalogue={catalogue}
          area={area}
          onApply={(next) => apply(withArea(catalogue, next, at))}
          onClose={() => setOpen(null)}
        />
      )}
      {open?.of === 'category' && (
        <CategoryForm
          catalogue={catalogue}
          area={area}
          category={open.at === null ? null : (area.categories[open.at] ?? null)}
          onApply={(category) => apply(withCategory(catalogue, at, category, open.at))}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  )
}

type CategoriesProps = { area: Area; areaAt: number; disabled: boolean; onOpen: (at: number) => void }

function Categories({ area, areaAt, disabled, onOpen }: CategoriesProps) {
  const t = useT()
  if (area.categories.length === 0) return <p className="yw-quiet">{t('incidents.edit.area.empty')}</p>
  return (
    <div className="catalogue-scroll">
      <table>
        <thead>
          <tr>
            <th>{t('incidents.catalogue.number')}</th>
            <th>{t('incidents.field.category')}</th>
            <th>{t('incidents.screen.catalogue.ordinary')}</th>
            <th>{t('incidents.screen.catalogue.urgent')}</th>
            <th>{t('incidents.catalogue.urgency')}</th>
            {!disabled && <th>{t('incidents.edit.action')}</th>}
          </tr>
        </thead>
        <tbody>
          {area.categories.map((category, index) => (
            <CategoryRow
              key={category.code}
              category={category}
              id={`areas.${areaAt}.categories.${index}`}
              onOpen={disabled ? undefined : () => onOpen(index)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function CategoryRow({
  category,
  id,
  onOpen,
}: {
  category: Category
  id: string
  onOpen: (() => void) | undefined
}) {
  const t = useT()
  const text = useLocalText()
  const { locale } = useLocale()
  const { number, name, limits, urgency, active } = category
  return (
    <tr>
      <td className="yw-number">{number}</td>
      <th scope="row">
        {text(name)} {!active && <Tag>{t('incidents.edit.retired')}</Tag>}
      </th>
      <td>{describeLimit(limits.ordinary, locale)}</td>
      <td>{describeLimit(limits.urgent, locale)}</td>
      <td>{t(`incidents.urgency.${urgency}`)}</td>
      {onOpen && (
        <td>
          <Button
            size="small"
            type="link"
            id={id}
            aria-label={t('incidents.edit.change', { name: text(name) })}
            onClick={onOpen}
          >
            {t('incidents.edit.open')}
          </Button>
        </td>
      )}
    </tr>
  )
}
