import {
  DeleteOutlined,
  FlagOutlined,
  HistoryOutlined,
  MenuFoldOutlined,
  MenuUnfoldOutlined,
  PlusOutlined,
  RedoOutlined,
  SaveOutlined,
  TableOutlined,
  UndoOutlined,
} from '@ant-design/icons'
import { App, Button, Checkbox, Dropdown, Input, Popover, Segmented, Tooltip } from 'antd'
import { type ReactNode, useState } from 'react'
import { asApiError, ExportMenu, useSession, useT } from '#kernel/ui/web'
import type { PlanAnswer } from '../../model/plan/answers.ts'
import { addTask, indentTask, outdentTask, removeTask } from '../../model/plan/edits.ts'
import { newTask, type Plan } from '../../model/plan/plan.ts'
import { columnNames } from './gantt/columns.ts'
import { barDates } from './gantt/gantt-model.ts'
import { zooms } from './gantt/time-scale.ts'
import { newTaskId } from './new-task-id.ts'
import { useKeepBaseline } from './queries.ts'
import type { View } from './use-board.ts'
import type { PlanEditor } from './use-plan-editor.ts'

type ToolbarProps = {
  answer: PlanAnswer
  editor: PlanEditor
  view: View
  selected: string | null
  apply: (plan: Plan) => boolean
  onSelect: (id: string) => void
  onOpen: (id: string) => void
  onSave: () => void
  onHistory: () => void
}

/** What can be done with the plan, and how it is looked at. */
export function PlanToolbar(props: ToolbarProps) {
  const { answer, editor, onSave, onHistory } = props
  const t = useT()
  const mayExport = useSession().session.rights.includes('ledgers.export')
  const path = `/api/projects/${answer.entryId}/plan`
  return (
    <div className="plan-tools" role="toolbar" aria-label={t('projects.plan.tools')}>
      {answer.can.edit && <EditTools {...props} />}
      <ViewTools view={props.view} />
      <span className="plan-tools-end">
        {answer.can.edit && <BaselineTool answer={answer} isChanged={editor.isChanged} />}
        <Tool
          icon={<HistoryOutlined aria-hidden="true" />}
          label={t('projects.plan.history')}
          onClick={onHistory}
        />
        {mayExport && (
          <ExportMenu
            items={[
              { format: 'xlsx', address: `${path}.xlsx` },
              { format: 'pdf', address: `${path}.pdf` },
              { format: 'mspdi', address: `${path}.xml` },
            ]}
          />
        )}
        {answer.can.edit && (
          <Button
            type="primary"
            icon={<SaveOutlined aria-hidden="true" />}
            disabled={!editor.isChanged}
            onClick={onSave}
          >
            {t('projects.plan.save')}
          </Button>
        )}
      </span>
    </div>
  )
}

type ToolProps = { icon: ReactNode; label: string; disabled?: boolean; onClick: () => void }

function Tool({ icon, label, disabled = false, onClick }: ToolProps) {
  return (
    <Tooltip title={label}>
      <Button icon={icon} aria-label={label} disabled={disabled} onClick={onClick} />
    </Tooltip>
  )
}

function EditTools({ editor, selected, apply, onSelect, onOpen }: ToolbarProps) {
  const t = useT()
  const plan = editor.present
  const none = selected === null
  const add = (isMilestone: boolean) => {
    const name = t(isMilestone ? 'projects.plan.new_milestone' : 'projects.plan.new_step')
    const task = newTask({ id: newTaskId(), name, workingDays: isMilestone ? 0 : 5, isMilestone })
    if (!apply(addTask(plan, task, selected))) return
    onSelect(task.id)
    onOpen(task.id)
  }
  return (
    <>
      <Dropdown.Button
        className="plan-add"
        onClick={() => add(false)}
        menu={{
          items: [{ key: 'milestone', label: t('projects.plan.add_milestone'), onClick: () => add(true) }],
        }}
      >
        <PlusOutlined /> {t('projects.plan.add')}
      </Dropdown.Button>
      <Tool
        icon={<MenuUnfoldOutlined aria-hidden="true" />}
        label={t('projects.plan.indent')}
        disabled={none}
        onClick={() => selected !== null && apply(indentTask(plan, selected))}
      />
      <Tool
        icon={<MenuFoldOutlined aria-hidden="true" />}
        label={t('projects.plan.outdent')}
        disabled={none}
        onClick={() => selected !== null && apply(outdentTask(plan, selected))}
      />
      <Tool
        icon={<DeleteOutlined aria-hidden="true" />}
        label={t('projects.plan.remove')}
        disabled={none}
        onClick={() => selected !== null && apply(removeTask(plan, selected))}
      />
      <Tool
        icon={<UndoOutlined aria-hidden="true" />}
        label={t('projects.plan.undo')}
        disabled={!editor.canUndo}
        onClick={editor.undo}
      />
      <Tool
        icon={<RedoOutlined aria-hidden="true" />}
        label={t('projects.plan.redo')}
        disabled={!editor.canRedo}
        onClick={editor.redo}
      />
    </>
  )
}

function ViewTools({ view }: { view: View }) {
  const t = useT()
  const { zoom, setZoom, columns, setColumns, dates, setDates } = view
  return (
    <>
      <Segmented
        aria-label={t('projects.plan.zoom')}
        value={zoom}
        options={zooms.map((value) => ({ value, label: t(`projects.plan.zoom.${value}`) }))}
        onChange={setZoom}
      />
      <Segmented
        aria-label={t('projects.plan.dates')}
        value={dates}
        options={barDates.map((value) => ({ value, label: t(`projects.plan.dates.${value}`) }))}
        onChange={setDates}
      />
      <Popover
        trigger="click"
        placement="bottomLeft"
        content={
          <Checkbox.Group
            className="plan-columns"
            value={[...columns]}
            options={columnNames.map((value) => ({ value, label: t(`projects.plan.column.${value}`) }))}
            onChange={(chosen) => setColumns(columnNames.filter((name) => chosen.includes(name)))}
          />
        }
      >
        <Button
          icon={<TableOutlined aria-hidden="true" />}
          aria-label={t('projects.plan.columns')}
          title={t('projects.plan.columns')}
        />
      </Popover>
    </>
  )
}

/** Keeps the forecast of the saved plan, to compare with later. */
function BaselineTool({ answer, isChanged }: { answer: PlanAnswer; isChanged: boolean }) {
  const t = useT()
  const { message } = App.useApp()
  const keep = useKeepBaseline(answer.entryId)
  const [name, setName] = useState('')
  const [open, setOpen] = useState(false)
  const submit = () =>
    keep.mutateAsync({ expectedRevision: answer.revision, name: name.trim() }).then(
      () => {
        setOpen(false)
        setName('')
        void message.success(t('projects.plan.baseline.done'))
      },
      (error: unknown) => void message.error(asApiError(error).detail),
    )
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      title={t('projects.plan.baseline')}
      content={
        <div className="plan-baseline">
          {answer.baseline && <p>{t('projects.plan.baseline.of', { name: answer.baseline.name })}</p>}
          <p className="yw-quiet">
            {t(isChanged ? 'projects.plan.baseline.unsaved' : 'projects.plan.baseline.text')}
          </p>
          <Input
            aria-label={t('projects.plan.baseline.name')}
            placeholder={t('projects.plan.baseline.name')}
            maxLength={60}
            value={name}
            disabled={isChanged}
            onChange={(event) => setName(event.target.value)}
          />
          <Button
            type="primary"
            disabled={isChanged || name.trim() === ''}
            loading={keep.isPending}
            onClick={() => void submit()}
          >
            {t('projects.plan.baseline.keep')}
          </Button>
        </div>
      }
    >
      <Button
        icon={<FlagOutlined aria-hidden="true" />}
        aria-label={t('projects.plan.baseline')}
        title={
          answer.baseline
            ? t('projects.plan.baseline.of', { name: answer.baseline.name })
            : t('projects.plan.baseline')
        }
      />
    </Popover>
  )
}
