import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, InputNumber, Select } from 'antd'
import { useT } from '#kernel/ui/web'
import { linkKinds, type Plan, type PlanLink } from '../../model/plan/plan.ts'

type LinkRowsProps = {
  plan: Plan
  taskId: string
  links: readonly PlanLink[]
  onChange: (links: PlanLink[]) => void
}

/** What comes before a step and what after it, with the kind of tie and the lag. */
export function LinkRows(props: LinkRowsProps) {
  const t = useT()
  return (
    <>
      <LinkList {...props} end="from" title={t('projects.plan.before')} />
      <LinkList {...props} end="to" title={t('projects.plan.after')} />
    </>
  )
}

type LinkListProps = LinkRowsProps & {
  /** Which end of the tie is the other step. */
  end: 'from' | 'to'
  title: string
}

function LinkList({ plan, taskId, links, onChange, end, title }: LinkListProps) {
  const t = useT()
  const mine = end === 'from' ? 'to' : 'from'
  const shown = links.filter((link) => link[mine] === taskId)
  const tied = new Set(links.flatMap(({ from, to }) => [from, to]))
  const others = plan.tasks.filter(({ id }) => id !== taskId)
  const free = others.find(({ id }) => !tied.has(id))
  const replace = (old: PlanLink, next: PlanLink) =>
    onChange(links.map((link) => (link === old ? next : link)))
  return (
    <div className="plan-links" role="group" aria-label={title}>
      <p className="plan-links-head">
        <strong>{title}</strong>
        <Button
          size="small"
          icon={<PlusOutlined aria-hidden="true" />}
          disabled={!free}
          aria-label={t(`projects.plan.link.add_${end}`)}
          onClick={() => {
            if (!free) return
            const ends = end === 'from' ? { from: free.id, to: taskId } : { from: taskId, to: free.id }
            onChange([...links, { ...ends, kind: 'finish_to_start', lag: 0 }])
          }}
        />
      </p>
      {shown.map((link) => (
        <div key={`${link.from} ${link.to}`} className="plan-link">
          <Select
            aria-label={title}
            value={link[end]}
            showSearch={{ optionFilterProp: 'label' }}
            options={others.map(({ id, name }) => ({
              value: id,
              label: name,
              disabled: tied.has(id) && id !== link[end],
            }))}
            onChange={(id) => replace(link, { ...link, [end]: id })}
          />
          <Select
            aria-label={t('projects.plan.link.kind')}
            value={link.kind}
            options={linkKinds.map((value) => ({ value, label: t(`projects.plan.link.${value}`) }))}
            onChange={(kind) => replace(link, { ...link, kind })}
          />
          <InputNumber
            aria-label={t('projects.plan.link.lag')}
            title={t('projects.plan.link.lag')}
            precision={0}
            min={-10_000}
            max={10_000}
            value={link.lag}
            onChange={(lag) => replace(link, { ...link, lag: lag ?? 0 })}
          />
          <Button
            icon={<DeleteOutlined aria-hidden="true" />}
            aria-label={t('projects.plan.link.remove')}
            onClick={() => onChange(links.filter((one) => one !== link))}
          />
        </div>
      ))}
    </div>
  )
}
