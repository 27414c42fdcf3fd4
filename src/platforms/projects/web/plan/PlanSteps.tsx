import { useT } from '#kernel/ui/web'
import type { Drawing } from './gantt/gantt-model.ts'

type PlanStepsProps = {
  drawing: Drawing
  whoOf: (taskId: string) => string
  onOpen: (taskId: string) => void
}

/** The plan where there is no room for bars: its steps below each other, with their dates. */
export function PlanSteps({ drawing: { rows, schedule }, whoOf, onOpen }: PlanStepsProps) {
  const t = useT()
  return (
    <ol className="plan-steps">
      {rows
        .map((row) => ({ row, task: schedule.tasks.get(row.task.id) }))
        .map(({ row, task }) => (
          <li
            key={row.task.id}
            data-group={row.isGroup || undefined}
            data-critical={task?.critical || undefined}
          >
            <button type="button" onClick={() => onOpen(row.task.id)}>
              <span className="plan-steps-name">{row.task.name}</span>
              {task && (
                <span className="yw-number plan-steps-dates">
                  {task.start === task.finish ? task.finish : `${task.start} – ${task.finish}`}
                </span>
              )}
              {task && !row.isGroup && (
                <span className="plan-steps-more">
                  {[
                    task.actuals.finish
                      ? t('projects.plan.finished')
                      : task.totalFloat < 0
                        ? t('projects.plan.late_by', { days: -task.totalFloat })
                        : task.critical
                          ? t('projects.plan.is_critical')
                          : t('projects.plan.float_of', { days: task.totalFloat }),
                    whoOf(row.task.id),
                  ]
                    .filter((part) => part !== '')
                    .join(' · ')}
                </span>
              )}
            </button>
          </li>
        ))}
    </ol>
  )
}
