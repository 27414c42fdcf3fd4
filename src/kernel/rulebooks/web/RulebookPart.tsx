import { type QueryKey, useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Popconfirm } from 'antd'
import { type ReactNode, useState } from 'react'
import { formatDate } from '#kernel/ui/model'
import {
  asApiError,
  ErrorState,
  ErrorSummary,
  Loading,
  useLocalText,
  useProblems,
  useT,
} from '#kernel/ui/web'
import type { RulebookAnswer } from '../model/answers.ts'
import { differences } from '../model/differences.ts'
import { DraftDifference, type ShownEffect } from './DraftDifference.tsx'
import { rulebookQuery, useRuleChanges, type Which } from './queries.ts'
import { Versions } from './Versions.tsx'
import './rulebooks.css'

export type RuleEditorProps<Body> = {
  body: Body
  disabled: boolean
  onChange: (body: Body) => void
  /** What is wrong at a path of the body, as the server said it. */
  problemOf: (path: string) => string | undefined
}

type RulebookPartProps<Body> = Which & {
  /** What the rule is about, in a sentence. */
  about?: ReactNode
  editor: (props: RuleEditorProps<Body>) => ReactNode
  /** The element id of what stands at a path, for the summary of faults to lead to. */
  idOf?: (path: string) => string
  effect?: ShownEffect
  /** What is read again once another version holds. */
  judged: readonly QueryKey[]
}

/** A rule that is data: what is in force, a draft, what it changes, its publication, and every version. */
export function RulebookPart<Body>(props: RulebookPartProps<Body>) {
  const { book, district } = props
  const { data, error, refetch } = useQuery(rulebookQuery({ book, district }))
  return (
    <div className="rulebook">
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading lines={8} />}
      {data && <Rule {...props} key={`${book} ${district}`} answer={data} />}
      <Versions which={{ book, district }} />
    </div>
  )
}

const contentOf = ({ draft, rule }: RulebookAnswer): unknown => draft?.body ?? rule.body
const stateOf = ({ draft, rule }: RulebookAnswer): string => `${rule.version}/${draft?.revision ?? 0}`
const same = (one: unknown, other: unknown) => differences(one, other, { lists: {} }).length === 0

/** What is typed stays while the server's draft does; if that moved on, who typed decides. */
function useTyped(answer: RulebookAnswer) {
  const [seen, setSeen] = useState(answer)
  const [body, setBody] = useState(() => contentOf(answer))
  const load = (newest: RulebookAnswer) => {
    setSeen(newest)
    setBody(contentOf(newest))
  }
  const untouched = same(body, contentOf(seen))
  const moved = stateOf(answer) !== stateOf(seen)
  if (moved && (untouched || same(body, contentOf(answer)))) load(answer)
  return { body, setBody, seen, isSaved: untouched, isOvertaken: moved && !untouched, load }
}

function Rule<Body>({
  answer,
  about,
  editor,
  idOf,
  effect,
  judged,
  ...which
}: RulebookPartProps<Body> & { answer: RulebookAnswer }) {
  const t = useT()
  const text = useLocalText()
  const { message } = App.useApp()
  const typed = useTyped(answer)
  const { save, drop, reload } = useRuleChanges(which, judged)
  const { problems, general, problemOf, check, refuse } = useProblems()
  const { rule, draft, can } = typed.seen
  const refused = (error: unknown) => {
    refuse(error)
    if (asApiError(error).status === 409) void reload()
  }
  const keep = () =>
    save.mutateAsync({ body: typed.body, expectedRevision: draft?.revision ?? 0 }).then(() => {
      check([])
      void message.success(t('rulebooks.screen.saved'))
    }, refused)
  return (
    <section aria-label={text(answer.title)}>
      <InForce rule={rule} />
      {about !== undefined && <p className="yw-quiet">{about}</p>}
      {!can.edit && <p className="yw-quiet">{t('rulebooks.screen.read_only')}</p>}
      {draft && (
        <p className="yw-quiet" role="status">
          {t('rulebooks.screen.drafted', { by: draft.by, at: formatDate(draft.savedAt, true) })}
        </p>
      )}
      {typed.isOvertaken && <Overtaken onLoad={() => typed.load(answer)} />}
      <ErrorSummary problems={problems} general={general} idOf={idOf ?? ((path) => path)} />
      {editor({ body: typed.body as Body, disabled: !can.edit, onChange: typed.setBody, problemOf })}
      {can.edit && (
        <Buttons
          typed={typed}
          saving={save.isPending}
          dropping={drop.isPending}
          onSave={() => void keep()}
          onUndo={() => typed.load(answer)}
          onDrop={(revision) => void drop.mutateAsync(revision).catch(refused)}
        />
      )}
      {draft && can.edit && typed.isSaved && !typed.isOvertaken && (
        <DraftDifference
          which={which}
          seen={{ revision: draft.revision, version: rule.version }}
          effect={effect}
          judged={judged}
          onRefused={() => void reload()}
        />
      )}
    </section>
  )
}

type ButtonsProps = {
  typed: ReturnType<typeof useTyped>
  saving: boolean
  dropping: boolean
  onSave: () => void
  onUndo: () => void
  onDrop: (revision: number) => void
}

function Buttons({ typed, saving, dropping, onSave, onUndo, onDrop }: ButtonsProps) {
  const t = useT()
  const { draft } = typed.seen
  return (
    <p className="rulebook-buttons rulebook-keep">
      <Button type="primary" disabled={typed.isSaved || typed.isOvertaken} loading={saving} onClick={onSave}>
        {t('rulebooks.screen.save')}
      </Button>
      {!typed.isSaved && !typed.isOvertaken && <Button onClick={onUndo}>{t('rulebooks.screen.undo')}</Button>}
      {draft && (
        <Popconfirm title={t('rulebooks.screen.drop.sure')} onConfirm={() => onDrop(draft.revision)}>
          <Button loading={dropping}>{t('rulebooks.screen.drop')}</Button>
        </Popconfirm>
      )}
      {!typed.isSaved && <span className="yw-quiet">{t('rulebooks.screen.unsaved')}</span>}
    </p>
  )
}

function InForce({ rule }: Pick<RulebookAnswer, 'rule'>) {
  const t = useT()
  const { version, inForceFrom, by } = rule
  return (
    <h2>
      {inForceFrom === null
        ? t('rulebooks.screen.first')
        : t('rulebooks.screen.in_force', { version, at: formatDate(inForceFrom, true), by: by ?? '' })}
    </h2>
  )
}

function Overtaken({ onLoad }: { onLoad: () => void }) {
  const t = useT()
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      message={t('rulebooks.screen.conflict')}
      description={t('rulebooks.screen.conflict.text')}
      action={<Button onClick={onLoad}>{t('rulebooks.screen.conflict.load')}</Button>}
    />
  )
}
