import { App, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { StaffSelect } from '#kernel/identity/web'
import { OrganisationSelect } from '#kernel/orgs/web'
import { asApiError, useT } from '#kernel/ui/web'
import type { AttendeeRow, MeetingAnswer } from '../../model/meetings/meeting-view.ts'
import { attendanceStates } from '../../model/meetings/meeting-ledger.ts'
import { useMeetingWork } from './queries.ts'

/** Who is asked to come and who came; one choice for each, and everybody present with one press. */
export function Attendance({ meeting }: { meeting: MeetingAnswer }) {
  const t = useT()
  const { message } = App.useApp()
  const { act } = useMeetingWork(meeting.id)
  const [rows, setRows] = useState<readonly AttendeeRow[]>(meeting.attendees)
  const [adds, setAdds] = useState(false)
  const may = meeting.can.take_attendance
  const send = (next: readonly AttendeeRow[]) => {
    setRows(next)
    const attendees = next.map(({ organisation, account, duty, status, note }) => ({
      organisation: organisation.id,
      ...(account ? { account: account.id } : {}),
      ...(duty ? { duty } : {}),
      ...(status ? { status } : {}),
      ...(note ? { note } : {}),
    }))
    act.mutate(
      { action: 'take_attendance', expectedSeq: meeting.seq, input: { attendees } },
      { onError: (fault) => void message.error(asApiError(fault).detail) },
    )
  }
  const change = (at: number, part: Partial<AttendeeRow>) =>
    send(rows.map((row, index) => (index === at ? { ...row, ...part } : row)))
  return (
    <section className="meeting-part" aria-label={t('projects.meeting.field.attendees')}>
      <div className="meeting-head">
        <h2>
          {t('projects.meeting.field.attendees')} <span className="yw-number">{rows.length}</span>
        </h2>
        {may && rows.some(({ status }) => status === null) && (
          <Button
            size="small"
            onClick={() => send(rows.map((row) => ({ ...row, status: row.status ?? 'present' })))}
          >
            {t('projects.meetings.all_present')}
          </Button>
        )}
      </div>
      <ul className="attendance">
        {rows.map((row, index) => (
          <Attendee
            key={`${row.organisation.id} ${row.account?.id ?? index}`}
            row={row}
            onChange={may ? (part) => change(index, part) : undefined}
          />
        ))}
      </ul>
      {may && !adds && (
        <Button size="small" onClick={() => setAdds(true)}>
          {t('projects.meetings.add_attendee')}
        </Button>
      )}
      {adds && (
        <NewAttendee
          onCancel={() => setAdds(false)}
          onAdd={(row) => {
            setAdds(false)
            send([...rows, row])
          }}
        />
      )}
    </section>
  )
}

type AttendeeProps = { row: AttendeeRow; onChange: ((part: Partial<AttendeeRow>) => void) | undefined }

function Attendee({ row, onChange }: AttendeeProps) {
  const t = useT()
  const name = row.account?.name ?? row.organisation.name
  return (
    <li>
      <span className="attendance-who">
        <span>{row.organisation.name}</span>
        <span className="yw-quiet">
          {[row.account?.name, row.duty].filter((part) => part !== null && part !== undefined).join(' ')}
        </span>
      </span>
      {!onChange && row.status !== null && <span>{t(`projects.meeting.status.${row.status}`)}</span>}
      {onChange && (
        <span className="attendance-how">
          <Select
            size="small"
            aria-label={t('projects.meetings.status_of', { name })}
            placeholder={t('projects.meeting.field.status')}
            value={row.status}
            options={attendanceStates.map((value) => ({
              value,
              label: t(`projects.meeting.status.${value}`),
            }))}
            onChange={(status) => onChange({ status })}
          />
          {row.status !== null && row.status !== 'present' && (
            <Input
              size="small"
              aria-label={t('projects.meeting.field.note')}
              placeholder={t('projects.meeting.field.note')}
              defaultValue={row.note ?? ''}
              onBlur={({ target }) =>
                target.value !== (row.note ?? '') && onChange({ note: target.value || null })
              }
            />
          )}
        </span>
      )}
    </li>
  )
}

function NewAttendee({ onAdd, onCancel }: { onAdd: (row: AttendeeRow) => void; onCancel: () => void }) {
  const t = useT()
  const [organisation, setOrganisation] = useState<number | null>(null)
  const [account, setAccount] = useState<number | null>(null)
  return (
    <div className="attendance-new">
      <OrganisationSelect
        label={t('projects.field.member_organisation')}
        value={organisation}
        onChange={setOrganisation}
      />
      <StaffSelect
        label={t('projects.field.member_account')}
        placeholder={t('projects.field.member_account')}
        organisationId={organisation}
        value={account}
        onChange={setAccount}
      />
      <Button
        size="small"
        type="primary"
        disabled={organisation === null}
        onClick={() =>
          organisation !== null &&
          onAdd({
            organisation: { id: organisation, name: '' },
            account: account === null ? null : { id: account, name: '' },
            duty: null,
            status: null,
            note: null,
          })
        }
      >
        {t('projects.meetings.add_attendee')}
      </Button>
      <Button size="small" onClick={onCancel}>
        {t('ui.cancel')}
      </Button>
    </div>
  )
}
