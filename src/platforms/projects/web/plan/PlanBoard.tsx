import { App } from 'antd'
import { useMemo, useState } from 'react'
import { useOrganisationName } from '#kernel/orgs/web'
import { useT } from '#kernel/ui/web'
import type { PlanAnswer } from '../../model/plan/answers.ts'
import type { PlanFault } from '../../model/plan/faults.ts'
import { outlineOf, unfolded } from '../../model/plan/outline.ts'
import type { Plan } from '../../model/plan/plan.ts'
import { schedulePlan } from '../../model/plan/schedule-plan.ts'
import { ConflictBar } from './ConflictBar.tsx'
import { columnNames, type ColumnName, usualColumns } from './gantt/columns.ts'
import { type BarDates, barDates, type Drawing } from './gantt/gantt-model.ts'
import { Gantt } from './gantt/Gantt.tsx'
import { timeScale, type Zoom, zooms } from './gantt/time-scale.ts'
import { HistoryDrawer } from './HistoryDrawer.tsx'
import { PlanPrint } from './PlanPrint.tsx'
import { PlanSteps } from './PlanSteps.tsx'
import { PlanToolbar } from './PlanToolbar.tsx'
import { PlanVerdict } from './PlanVerdict.tsx'
import { SaveDialog } from './SaveDialog.tsx'
import { TaskDialog } from './TaskDialog.tsx'
import { useGanttKeys } from './use-gantt-keys.ts'
import { useKept } from './use-kept.ts'
import { usePlanEditor } from './use-plan-editor.ts'
import { usePlanSchedule, useSurroundings } from './use-plan-schedule.ts'
import { useDragCommands } from './use-drag-commands.ts'

const oneOf =
  <Value extends string>(known: readonly Value[]) =>
  (value: unknown): value is Value =>
    (known as readonly unknown[]).includes(value)
const areColumns = (value: unknown): value is ColumnName[] =>
  Array.isArray(value) && value.every(oneOf(columnNames))

/** A plan on the desk: what it comes to, the table with its bars, and what can be done with it. */
export function PlanBoard({ answer, plan }: { answer: PlanAnswer; plan: Plan }) {
  const editor = usePlanEditor(plan, answer.revision)
  // Read again with nothing changed here: what somebody else saved is shown at once.
  if (answer.revision !== editor.revision && !editor.isChanged) editor.begin(plan, answer.revision)
  const around = useSurroundings(answer)
  const [draft, setDraft] = useState<Plan | null>(null)
  const settled = usePlanSchedule(editor.present, around)
  const shown = draft ?? editor.present
  const { schedule, faults } = usePlanSchedule(shown, around)
  const [zoom, setZoom] = useKept<Zoom>('zoom', 'week', oneOf(zooms))
  const [columns, setColumns] = useKept<readonly ColumnName[]>('columns', usualColumns, areColumns)
  const [dates, setDates] = useKept<BarDates>('dates', 'forecast', oneOf(barDates))
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const [selected, setSelected] = useState<string | null>(null)
  const [opened, setOpened] = useState<string | null>(null)
  const [dialog, setDialog] = useState<'save' | 'history' | null>(null)
  const apply = useApply(editor.present, around, editor.apply)
  const whoOf = useWho(answer, shown)
  const held = settled.schedule ?? schedule
  const drawing = useDrawing({ shown, schedule, held, folded, zoom, dates, answer, days: around.days })
  const drag = useDragCommands({ present: editor.present, around, setDraft, apply })
  const fold = (id: string) =>
    setFolded((now) => (now.has(id) ? new Set([...now].filter((one) => one !== id)) : new Set([...now, id])))
  const onKey = useGanttKeys({
    drawing,
    selected,
    folded,
    editing: answer.can.edit
      ? { plan: editor.present, around, apply, undo: editor.undo, redo: editor.redo }
      : null,
    select: setSelected,
    fold,
    open: setOpened,
    save: () => editor.isChanged && setDialog('save'),
  })
  const t = useT()
  return (
    <>
      <ConflictBar answer={answer} editor={editor} theirs={plan} />
      {schedule && (
        <PlanVerdict
          plan={shown}
          schedule={schedule}
          answer={answer}
          editor={answer.can.edit ? apply : null}
          onOpen={setOpened}
        />
      )}
      {!schedule && <Faults faults={faults} />}
      <PlanToolbar
        answer={answer}
        editor={editor}
        view={{ zoom, setZoom, columns, setColumns, dates, setDates }}
        selected={selected}
        apply={apply}
        onSelect={setSelected}
        onOpen={setOpened}
        onSave={() => setDialog('save')}
        onHistory={() => setDialog('history')}
      />
      {drawing && (
        <>
          <Gantt
            drawing={drawing}
            columns={columns}
            folded={folded}
            selected={selected}
            drag={answer.can.edit ? drag : null}
            whoOf={whoOf}
            onSelect={setSelected}
            onFold={fold}
            onOpen={setOpened}
            onKey={onKey}
            label={t('projects.plan.table')}
          />
          <PlanSteps drawing={drawing} whoOf={whoOf} onOpen={setOpened} />
          <PlanPrint drawing={drawing} title={answer.title} whoOf={whoOf} />
        </>
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

/** Takes a change if the plan stays sound; else says which steps don't fit. */
function useApply(present: Plan, around: Parameters<typeof schedulePlan>[1], keep: (plan: Plan) => void) {
  const t = useT()
  const { message } = App.useApp()
  return (next: Plan): boolean => {
    if (next === present) return false
    const [fault] = schedulePlan(next, around).faults
    if (fault) {
      void message.error(t(`error.${fault.code}`, fault.params))
      return false
    }
    keep(next)
    return true
  }
}
export type Apply = ReturnType<typeof useApply>

/** Who a step is given to: the person, and the organisation. */
function useWho({ names }: PlanAnswer, { tasks }: Plan): (taskId: string) => string {
  const organisationName = useOrganisationName()
  const byId = useMemo(() => new Map(tasks.map((task) => [task.id, task])), [tasks])
  return (id) => {
    const { accountId = null, organisationId = null } = byId.get(id) ?? {}
    const account = accountId === null ? '' : (names.accounts[accountId] ?? `#${accountId}`)
    const organisation = organisationId === null ? '' : organisationName(organisationId)
    return [account, organisation].filter((part) => part !== '').join(' · ')
  }
}

type DrawingNeeds = {
  shown: Plan
  schedule: Drawing['schedule'] | null
  /** The dates before the drag that is going on: the time line stands still while something is dragged. */
  held: Drawing['schedule'] | null
  folded: ReadonlySet<string>
  zoom: Zoom
  dates: BarDates
  answer: PlanAnswer
  days: Drawing['days']
}

function useDrawing({
  shown,
  schedule,
  held,
  folded,
  zoom,
  dates,
  answer,
  days,
}: DrawingNeeds): Drawing | null {
  const { today, baseline } = answer
  const outline = useMemo(() => outlineOf(shown), [shown])
  const rows = useMemo(() => unfolded(outline, folded), [outline, folded])
  const rowOf = useMemo(() => new Map(rows.map(({ task }, at) => [task.id, at])), [rows])
  const [from, to] = useMemo(() => {
    const all = [held?.start, held?.finish, held?.target?.date, today]
      .filter((date) => date !== undefined)
      .toSorted()
    return [all[0] ?? today, all.at(-1) ?? today]
  }, [held, today])
  const scale = useMemo(() => timeScale(zoom, from, to), [zoom, from, to])
  return useMemo(
    () => schedule && { plan: shown, rows, rowOf, schedule, baseline, days, today, scale, dates },
    [shown, rows, rowOf, schedule, baseline, days, today, scale, dates],
  )
}
