import { useState } from 'react'
import { useT } from '#kernel/ui/web'
import type { PlanAnswer } from '../../model/plan/answers.ts'
import type { PlanFault } from '../../model/plan/faults.ts'
import type { Plan } from '../../model/plan/plan.ts'
import type { PlanSchedule } from '../../model/plan/schedule-plan.ts'
import { ConflictBar } from './ConflictBar.tsx'
import { Gantt } from './gantt/Gantt.tsx'
import { HistoryDrawer } from './HistoryDrawer.tsx'
import { PlanPrint } from './PlanPrint.tsx'
import { PlanSteps } from './PlanSteps.tsx'
import { PlanToolbar } from './PlanToolbar.tsx'
import { PlanVerdict } from './PlanVerdict.tsx'
import { SaveDialog } from './SaveDialog.tsx'
import { TaskDialog } from './TaskDialog.tsx'
import { useApply, useDrawing, useView, useWho } from './use-board.ts'
import { useDragCommands } from './use-drag-commands.ts'
import { useGanttKeys } from './use-gantt-keys.ts'
import { type PlanEditor, usePlanEditor } from './use-plan-editor.ts'
import { usePlanSchedule, useSurroundings } from './use-plan-schedule.ts'

type BoardProps = { answer: PlanAnswer; plan: Plan }

/** A plan on the desk: what it comes to, the table with its bars, and what can be done with it. */
export function PlanBoard({ answer, plan }: BoardProps) {
  const editor = usePlanEditor(plan, answer.revision)
  // Read again with nothing changed here: what somebody else saved is shown at once.
  if (answer.revision !== editor.revision && !editor.isChanged) editor.begin(plan, answer.revision)
  const around = useSurroundings(answer)
  const [draft, setDraft] = useState<Plan | null>(null)
  const [selected, setSelected] = useState<string | null>(null)
  const [opened, setOpened] = useState<string | null>(null)
  const [dialog, setDialog] = useState<'save' | 'history' | null>(null)
  const view = useView()
  const shown = draft ?? editor.present
  const { schedule, faults } = usePlanSchedule(shown, around)
  const apply = useApply(editor.present, around, editor.apply)
  return (
    <>
      <ConflictBar answer={answer} editor={editor} theirs={plan} />
      {schedule && (
        <PlanVerdict
          plan={shown}
          schedule={schedule}
          editor={answer.can.edit ? apply : null}
          onOpen={setOpened}
        />
      )}
      {!schedule && <Faults faults={faults} />}
      <PlanToolbar
        answer={answer}
        editor={editor}
        view={view}
        selected={selected}
        apply={apply}
        onSelect={setSelected}
        onOpen={setOpened}
        onSave={() => setDialog('save')}
        onHistory={() => setDialog('history')}
      />
      {schedule && (
        <Chart
          {...{ answer, plan: shown, schedule, editor, around, view, selected, setSelected, setDraft, apply }}
          onOpen={setOpened}
          onSave={() => editor.isChanged && setDialog('save')}
        />
      )}
      {opened !== null && (
        <TaskDialog
          key={opened}
          plan={editor.present}
          taskId={opened}
          answer={answer}
          task={schedule?.tasks.get(opened)}
          onApply={answer.can.edit ? apply : null}
          onClose={() => setOpened(null)}
        />
      )}
      {dialog === 'save' && <SaveDialog answer={answer} editor={editor} onClose={() => setDialog(null)} />}
      {dialog === 'history' && <HistoryDrawer answer={answer} onClose={() => setDialog(null)} />}
    </>
  )
}

type ChartProps = BoardProps & {
  schedule: PlanSchedule
  editor: PlanEditor
  around: ReturnType<typeof useSurroundings>
  view: ReturnType<typeof useView>
  selected: string | null
  setSelected: (id: string) => void
  setDraft: (plan: Plan | null) => void
  apply: (plan: Plan) => boolean
  onOpen: (id: string) => void
  onSave: () => void
}

/** The table with its bars, the same as a list where there is no room for bars, and as sheets where it is printed. */
function Chart(props: ChartProps) {
  const { answer, plan, schedule, editor, around, view, selected, setSelected, setDraft, apply } = props
  const t = useT()
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  // The time line stands still while something is dragged.
  const held = usePlanSchedule(editor.present, around).schedule ?? schedule
  const whoOf = useWho(answer, plan)
  const drawing = useDrawing({ plan, schedule, held, folded, view, answer, days: around.days })
  const present = editor.present
  const drag = useDragCommands({ present, around, setDraft, apply })
  const fold = (id: string) =>
    setFolded((now) => (now.has(id) ? new Set([...now].filter((one) => one !== id)) : new Set([...now, id])))
  const onKey = useGanttKeys({
    drawing,
    selected,
    folded,
    editing: answer.can.edit ? { plan: present, around, apply, undo: editor.undo, redo: editor.redo } : null,
    select: setSelected,
    fold,
    open: props.onOpen,
    save: props.onSave,
  })
  return (
    <>
      <Gantt
        drawing={drawing}
        columns={view.columns}
        folded={folded}
        selected={selected}
        drag={answer.can.edit ? drag : null}
        whoOf={whoOf}
        onSelect={setSelected}
        onFold={fold}
        onOpen={props.onOpen}
        onKey={onKey}
        label={t('projects.plan.table')}
      />
      <PlanSteps drawing={drawing} whoOf={whoOf} onOpen={props.onOpen} />
      <PlanPrint drawing={drawing} title={answer.title} whoOf={whoOf} />
    </>
  )
}

function Faults({ faults }: { faults: readonly PlanFault[] }) {
  const t = useT()
  return (
    <div className="plan-verdict plan-verdict-fault" role="alert">
      {faults.slice(0, 5).map(({ code, params }) => (
        <p key={`${code} ${JSON.stringify(params)}`}>{t(`error.${code}`, params)}</p>
      ))}
    </div>
  )
}
