import { useQuery } from '@tanstack/react-query'
import { App, Button } from 'antd'
import {
  AppLink,
  asApiError,
  type DataColumn,
  DataTable,
  Empty,
  ErrorState,
  ExportMenu,
  Loading,
  PageHeader,
  useGo,
  useSession,
  useT,
} from '#kernel/ui/web'
import type { MeetingsAnswer } from '../../model/meetings/meeting-view.ts'
import { meetingAddress } from '../addresses.ts'
import './messages.ts'
import './meetings.css'
import { PromiseRate } from './Promises.tsx'
import { meetingsQuery, useArrange } from './queries.ts'

type Meeting = MeetingsAnswer['meetings'][number]
type Proposal = MeetingsAnswer['proposals'][number]

/** The dispatch meetings: what comes next by the rhythm, and what was held, each with what came of its decisions. */
export default function MeetingsPage() {
  const t = useT()
  const { data, error, refetch } = useQuery(meetingsQuery)
  return (
    <>
      <PageHeader title={t('projects.meeting.ledger')} text={t('projects.meetings.text')} />
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading lines={6} />}
      {data && (
        <div className="meetings">
          {data.proposals.length > 0 && <Proposals answer={data} />}
          <MeetingTable meetings={data.meetings} />
        </div>
      )}
    </>
  )
}

const secretaries = ['project_office', 'steward_secretary', 'district_leader']

function Proposals({ answer: { proposals, meetings } }: { answer: MeetingsAnswer }) {
  const t = useT()
  const { session } = useSession()
  const mayArrange = secretaries.includes(session.position.role)
  return (
    <section className="meetings-next" aria-label={t('projects.meetings.next')}>
      <h2>{t('projects.meetings.next')}</h2>
      <ul className="yw-rows">
        {proposals.map((proposal) => (
          <li key={`${proposal.divisionCode} ${proposal.kind}`}>
            <strong>{t(`projects.meeting.kind.${proposal.kind}`)}</strong>
            <span>{proposal.division}</span>
            <span className="yw-number">
              {proposal.heldOn} {proposal.startsAt}
            </span>
            <span className="yw-quiet">
              {proposal.moved ?? t('projects.meetings.regular')}
              {proposal.provisional && ` ${t('projects.meetings.provisional')}`}
            </span>
            {mayArrange && <Arrange proposal={proposal} meetings={meetings} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Arranges the next meeting as the last one of its kind was: the same chair, place and people. */
function Arrange({ proposal, meetings }: { proposal: Proposal; meetings: readonly Meeting[] }) {
  const t = useT()
  const go = useGo()
  const { message } = App.useApp()
  const register = useArrange()
  const last = meetings.find(
    ({ kind, divisionCode }) => kind === proposal.kind && divisionCode === proposal.divisionCode,
  )
  const arrange = () => {
    const { kind, heldOn, startsAt, divisionCode } = proposal
    const fields = {
      title: t('projects.meetings.name', { kind: t(`projects.meeting.kind.${kind}`), day: heldOn }),
      kind,
      heldOn,
      startsAt,
      ...(last?.place ? { place: last.place } : {}),
      ...(last?.chair ? { chair: last.chair.id } : {}),
      ...(last?.recorder ? { recorder: last.recorder.id } : {}),
      attendees: (last?.attendees ?? []).map(({ organisation, account, duty }) => ({
        organisation: organisation.id,
        ...(account ? { account: account.id } : {}),
        ...(duty ? { duty } : {}),
      })),
    }
    register.mutate(
      { fields, divisionCode },
      {
        onSuccess: ({ id }) => go(meetingAddress(id)),
        onError: (fault) => void message.error(asApiError(fault).detail),
      },
    )
  }
  return (
    <Button size="small" type="primary" loading={register.isPending} onClick={arrange}>
      {t('projects.meeting.action.register')}
    </Button>
  )
}

function MeetingTable({ meetings }: { meetings: readonly Meeting[] }) {
  const t = useT()
  const go = useGo()
  const { session } = useSession()
  const mayExport = session.rights.includes('ledgers.export')
  const columns: DataColumn<Meeting>[] = [
    {
      key: 'title',
      title: t('projects.meeting.field.title'),
      width: 260,
      render: ({ id, title }) => <AppLink to={meetingAddress(id)}>{title}</AppLink>,
    },
    {
      key: 'heldOn',
      title: t('projects.meeting.field.heldOn'),
      width: 148,
      render: ({ heldOn, startsAt }) => (
        <span className="yw-number">
          {heldOn} {startsAt}
        </span>
      ),
    },
    {
      key: 'stage',
      title: t('projects.meetings.stage'),
      width: 100,
      render: ({ stage }) => t(`projects.meeting.stage.${stage}`),
    },
    {
      key: 'chair',
      title: t('projects.meeting.field.chair'),
      width: 140,
      render: ({ chair }) => chair?.name,
    },
    {
      key: 'present',
      title: t('projects.meetings.present'),
      width: 90,
      align: 'end',
      render: ({ present, attendees, stage }) =>
        stage === 'preparing' ? attendees.length : `${present}/${attendees.length}`,
    },
    {
      key: 'rate',
      title: t('projects.meetings.rate'),
      width: 220,
      render: ({ counts }) => <PromiseRate counts={counts} />,
    },
    {
      key: 'minutes',
      title: t('projects.meetings.minutes'),
      width: 130,
      render: ({ id, stage }) => stage === 'ended' && mayExport && <ExportMenu items={minutesItems(id)} />,
    },
  ]
  if (meetings.length === 0) return <Empty title={t('projects.meetings.none')} />
  return (
    <section aria-label={t('projects.meetings.held')}>
      <h2>{t('projects.meetings.held')}</h2>
      <DataTable
        caption={t('projects.meetings.held')}
        columns={columns}
        rows={meetings}
        rowKey={({ id }) => id}
        onOpen={({ id }) => go(meetingAddress(id))}
      />
    </section>
  )
}

export function minutesItems(id: string) {
  const address = `/api/projects/meetings/${id}/minutes`
  return [
    { format: 'docx' as const, address: `${address}.docx` },
    { format: 'pdf' as const, address: `${address}.pdf` },
  ]
}
