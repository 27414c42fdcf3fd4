import { Input, Select } from 'antd'
import { useId } from 'react'
import { useDivisions } from '#kernel/divisions/web'
import type { LocalText } from '#kernel/i18n/model'
import { ErrorSummary, FormRow, useLocale, useSession, type useProblems, useT } from '#kernel/ui/web'
import { LedgerScope } from './LedgerScope.tsx'

export type PositionContent = {
  role: string | null
  title: LocalText
  divisions: string[]
  scope: 'all' | 'some'
  ledgers: string[]
  sensitivity: number
  code: string
}

type PositionFieldsProps = {
  content: PositionContent
  roles: readonly { id: string; title: string; rights: readonly string[] }[]
  /** One of the three: it sees no business. */
  isAdministrator: boolean
  roleTitle: LocalText | undefined
  suggestion: string
  found: ReturnType<typeof useProblems>
  onChange: (change: Partial<PositionContent>) => void
}

/** The divisions that the reader may give, by name. */
function useOwnDivisions() {
  const { locale } = useLocale()
  const { session } = useSession()
  return useDivisions()
    .filter(({ code }) => session.position.divisions.some((root) => code.startsWith(root.code)))
    .map(({ code, name, nameEn, pinyin }) => ({
      value: code,
      label: locale === 'en' ? nameEn : name,
      search: `${name} ${nameEn} ${pinyin} ${code}`.toLowerCase(),
    }))
}

export function PositionFields(props: PositionFieldsProps) {
  const { content, roles, isAdministrator, roleTitle, suggestion, found, onChange } = props
  const t = useT()
  const id = useId()
  const divisions = useOwnDivisions()
  const idOf = (field: string) => `${id}-${field}`
  const row = (field: string) => ({
    id: idOf(field),
    label: t(`identity.screen.position.${field}`),
    problem: found.problemOf(field),
  })
  const rights = roles.find((role) => role.id === content.role)?.rights ?? []
  return (
    <>
      <ErrorSummary problems={found.problems} general={found.general} idOf={idOf} />
      <FormRow {...row('role')}>
        <Select
          id={idOf('role')}
          aria-label={t('identity.screen.position.role')}
          style={{ width: '100%' }}
          showSearch={{ optionFilterProp: 'label' }}
          value={content.role}
          options={roles.map((role) => ({ value: role.id, label: role.title }))}
          onChange={(role: string) => onChange({ role })}
        />
        {rights.length > 0 && (
          <p className="yw-quiet">
            {rights.map((right) => t(`orgs.right.${right}`)).join(t('identity.screen.comma'))}
          </p>
        )}
      </FormRow>
      <TitleFields content={content} roleTitle={roleTitle} idOf={idOf} onChange={onChange} />
      <FormRow {...row('divisions')} hint={t('identity.screen.position.divisions.hint')}>
        <Select
          id={idOf('divisions')}
          aria-label={t('identity.screen.position.divisions')}
          mode="multiple"
          style={{ width: '100%' }}
          value={content.divisions}
          options={divisions}
          showSearch={{
            filterOption: (text, option) => option?.search.includes(text.trim().toLowerCase()) ?? false,
          }}
          onChange={(codes: string[]) => onChange({ divisions: codes })}
        />
      </FormRow>
      {!isAdministrator && (
        <LedgerScope content={content} idOf={idOf} problem={found.problemOf('chosen')} onChange={onChange} />
      )}
      <FormRow {...row('code')} hint={t('identity.screen.position.code.hint')} optional>
        <Input
          id={idOf('code')}
          autoComplete="off"
          spellCheck={false}
          placeholder={suggestion}
          value={content.code}
          onChange={({ target }) => onChange({ code: target.value.trim().toLowerCase() })}
        />
      </FormRow>
    </>
  )
}

type TitleFieldsProps = Pick<PositionFieldsProps, 'content' | 'roleTitle' | 'onChange'> & {
  idOf: (field: string) => string
}

/** What the position is called, the role's own title where nothing is said. */
function TitleFields({ content, roleTitle, idOf, onChange }: TitleFieldsProps) {
  const t = useT()
  return (['zh-CN', 'en'] as const).map((locale) => {
    const field = locale === 'en' ? 'titleEn' : 'title'
    return (
      <FormRow key={locale} id={idOf(field)} label={t(`identity.screen.position.${field}`)} optional>
        <Input
          id={idOf(field)}
          autoComplete="off"
          maxLength={60}
          placeholder={roleTitle?.[locale] ?? ''}
          value={content.title[locale]}
          onChange={({ target }) => onChange({ title: { ...content.title, [locale]: target.value } })}
        />
      </FormRow>
    )
  })
}
