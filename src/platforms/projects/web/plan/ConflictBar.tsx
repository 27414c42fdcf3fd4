import { App, Button } from 'antd'
import { useT } from '#kernel/ui/web'
import type { PlanAnswer } from '../../model/plan/answers.ts'
import { mergePlans } from '../../model/plan/merge.ts'
import type { Plan } from '../../model/plan/plan.ts'
import type { PlanEditor } from './use-plan-editor.ts'

type ConflictBarProps = { answer: PlanAnswer; editor: PlanEditor; theirs: Plan }

/** Somebody saved while this plan was being changed here: put the changes onto theirs, or give them up. */
export function ConflictBar({ answer, editor, theirs }: ConflictBarProps) {
  const t = useT()
  const { message } = App.useApp()
  if (answer.revision === editor.revision || !editor.isChanged) return null
  const merge = () => {
    const { plan, clashes } = mergePlans(editor.base, editor.present, theirs)
    editor.rebase(theirs, plan, answer.revision)
    if (clashes.length === 0) void message.success(t('projects.plan.conflict.merged'))
    else void message.warning(t('projects.plan.conflict.clashes', { names: clashes.join('、') }), 10)
  }
  return (
    <div className="plan-conflict" role="alert">
      <span>
        {t('projects.plan.conflict', {
          by: answer.saved?.by,
          revision: answer.revision,
          reason: answer.saved?.reason,
        })}
      </span>
      <Button size="small" type="primary" onClick={merge}>
        {t('projects.plan.conflict.merge')}
      </Button>
      <Button size="small" onClick={() => editor.begin(theirs, answer.revision)}>
        {t('projects.plan.conflict.discard')}
      </Button>
    </div>
  )
}
