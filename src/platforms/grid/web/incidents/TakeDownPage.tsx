import { useQuery } from '@tanstack/react-query'
import { App, Button, Input, Select } from 'antd'
import { type FormEvent, useDeferredValue, useId, useState } from 'react'
import { DivisionSelect } from '#kernel/divisions/web'
import { FilesInput } from '#kernel/files/web'
import type { Point } from '#kernel/ledgers/model'
import { PointInput } from '#kernel/ledgers/web'
import {
  ErrorSummary,
  FormRow,
  PageHeader,
  useClientKey,
  useDocumentTitle,
  useGo,
  useLocalText,
  useProblems,
  useSession,
  useT,
} from '#kernel/ui/web'
import type { AlikeIncident, ClaimReport } from '../../model/incidents/answers.ts'
import { type Channel, channels, spotField } from '../../model/incidents/fields.ts'
import './incidents.css'
import { AlikeIncidents, Proposals } from './Proposals.tsx'
import { catalogueQuery, proposalQuery, useTakeDown } from './queries.ts'

type Typed = {
  channel: Channel
  words: string
  divisionCode: string | null
  category: string | null
  address: string
  spot: Point | null
  photos: string[]
  claimantName: string
  claimantPhone: string
  joins: AlikeIncident | null
}

const blank: Typed = {
  channel: 'resident',
  words: '',
  divisionCode: null,
  category: null,
  address: '',
  spot: null,
  photos: [],
  claimantName: '',
  claimantPhone: '',
  joins: null,
}

/** Takes down a claim: beside the form stands what its words speak for, and what may be the same matter. */
export default function TakeDownPage() {
  const t = useT()
  useDocumentTitle(t('incidents.screen.take_down'))
  const form = useTaking()
  return (
    <>
      <PageHeader title={t('incidents.screen.take_down')} text={t('incidents.screen.take_down.text')} />
      <div className="incident-take-down">
        <TakeDownForm form={form} />
        <aside>
          {form.proposed && (
            <>
              <Proposals
                proposals={form.proposed.categories}
                accuracy={form.proposed.accuracy}
                onChoose={({ category }) => form.change({ category })}
              />
              <AlikeIncidents
                alike={form.proposed.alike}
                chosen={form.typed.joins}
                onChoose={(joins) => form.change({ joins })}
              />
            </>
          )}
        </aside>
      </div>
    </>
  )
}

const optional = (name: string, text: string | null) =>
  text === null || text.trim() === '' ? {} : { [name]: text.trim() }

function useTaking() {
  const t = useT()
  const go = useGo()
  const text = useLocalText()
  const { message } = App.useApp()
  const { session } = useSession()
  const own = session.position.divisions.map(({ code }) => code)
  const [typed, setTyped] = useState<Typed>({
    ...blank,
    divisionCode: own.length === 1 ? (own[0] ?? null) : null,
  })
  const found = useProblems()
  const { keyFor } = useClientKey()
  const taking = useTakeDown()
  const asked = useDeferredValue(typed)
  const proposed = useQuery(
    proposalQuery({
      text: asked.words.trim(),
      ...(asked.divisionCode === null ? {} : { divisionCode: asked.divisionCode }),
      ...(asked.category === null ? {} : { category: asked.category }),
      ...(asked.spot === null ? {} : { spot: asked.spot }),
    }),
  ).data
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { divisionCode, words, channel, joins } = typed
    const missing = [
      ...(words.trim() === '' ? [{ field: 'words', text: t('incidents.screen.words.missing') }] : []),
      ...(divisionCode === null
        ? [{ field: 'divisionCode', text: t('incidents.screen.place.missing') }]
        : []),
    ]
    if (!found.check(missing) || divisionCode === null) return
    const proposals = (proposed?.categories ?? []).map(({ name }) => text(name)).join(' · ')
    const report: ClaimReport = {
      channel,
      words: words.trim(),
      divisionCode,
      ...optional('category', typed.category),
      ...optional('address', typed.address),
      ...(typed.spot ? { spot: typed.spot } : {}),
      ...(typed.photos.length > 0 ? { photos: typed.photos } : {}),
      ...optional('claimantName', typed.claimantName),
      ...optional('claimantPhone', typed.claimantPhone),
      ...optional('proposed', proposals),
      ...(joins ? { incidentId: joins.id } : {}),
    }
    taking.mutate(
      { report, clientKey: keyFor(report) },
      {
        onSuccess: ({ claim, incident, joined }) => {
          const params = { claim: claim.no, incident: incident.no }
          void message.success(t(joined ? 'incidents.screen.done.joined' : 'incidents.screen.done', params))
          go(`/grid/incidents/${incident.id}`)
        },
        onError: (error) => void found.refuse(error),
      },
    )
  }
  const change = (part: Partial<Typed>) => {
    for (const name of Object.keys(part)) found.forget(name)
    setTyped((before) => ({ ...before, ...part }))
  }
  return { typed, change, submit, found, own, proposed, sending: taking.isPending }
}

function TakeDownForm({ form }: { form: ReturnType<typeof useTaking> }) {
  const t = useT()
  const id = useId()
  const { typed, change, found, own } = form
  const idOf = (name: string) => `${id}-${name}`
  const statusOf = (name: string) => (found.problemOf(name) === undefined ? '' : 'error')
  return (
    <form className="yw-form" onSubmit={form.submit} noValidate>
      <ErrorSummary problems={found.problems} general={found.general} idOf={idOf} />
      <FormRow id={idOf('words')} label={t('incidents.field.words')} problem={found.problemOf('words')}>
        <Input.TextArea
          id={idOf('words')}
          rows={4}
          maxLength={4000}
          status={statusOf('words')}
          value={typed.words}
          onChange={({ target }) => change({ words: target.value })}
        />
      </FormRow>
      <FormRow
        id={idOf('divisionCode')}
        label={t('incidents.screen.place')}
        problem={found.problemOf('divisionCode')}
      >
        <DivisionSelect
          id={idOf('divisionCode')}
          within={own}
          status={statusOf('divisionCode')}
          value={typed.divisionCode}
          onChange={(divisionCode) => change({ divisionCode, joins: null })}
        />
      </FormRow>
      <CategoryRow
        id={idOf('category')}
        value={typed.category}
        onChange={(category) => change({ category })}
      />
      <FormRow id={idOf('channel')} label={t('incidents.field.channel')}>
        <Select
          id={idOf('channel')}
          value={typed.channel}
          options={channels.map((value) => ({ value, label: t(`incidents.channel.${value}`) }))}
          onChange={(channel) => change({ channel })}
        />
      </FormRow>
      <PlaceAndPhotos idOf={idOf} typed={typed} change={change} />
      {(['address', 'claimantName', 'claimantPhone'] as const).map((name) => (
        <FormRow key={name} id={idOf(name)} label={t(`incidents.field.${name}`)} optional>
          <Input
            id={idOf(name)}
            maxLength={name === 'address' ? 400 : 40}
            value={typed[name]}
            onChange={({ target }) => change({ [name]: target.value })}
          />
        </FormRow>
      ))}
      {typed.joins && <p role="status">{t('incidents.screen.alike.joined', { no: typed.joins.no })}</p>}
      <div className="yw-form-buttons">
        <Button type="primary" htmlType="submit" loading={form.sending}>
          {t('incidents.screen.register')}
        </Button>
      </div>
    </form>
  )
}

type PlaceAndPhotosProps = {
  idOf: (name: string) => string
  typed: Pick<Typed, 'spot' | 'photos'>
  change: (part: Partial<Typed>) => void
}

/** Where exactly it is, and what it looks like. */
function PlaceAndPhotos({ idOf, typed, change }: PlaceAndPhotosProps) {
  const t = useT()
  return (
    <>
      <FormRow id={idOf('spot')} label={t('incidents.field.spot')} optional>
        <PointInput
          id={idOf('spot')}
          field={spotField}
          value={typed.spot}
          faulty={false}
          onChange={(spot) => change({ spot: spot as Point | null })}
        />
      </FormRow>
      <FormRow id={idOf('photos')} label={t('incidents.field.photos')} optional>
        <FilesInput
          id={idOf('photos')}
          field="photos"
          purpose="incident/photos"
          value={typed.photos}
          onChange={(photos) => change({ photos })}
        />
      </FormRow>
    </>
  )
}

type CategoryRowProps = { id: string; value: string | null; onChange: (code: string | null) => void }

function CategoryRow({ id, value, onChange }: CategoryRowProps) {
  const t = useT()
  const text = useLocalText()
  const { data } = useQuery(catalogueQuery)
  const options = (data?.catalogue.areas ?? []).map(({ name, categories }) => ({
    label: text(name),
    options: categories
      .filter(({ active }) => active)
      .map(({ code, name: own }) => ({ value: code, label: text(own) })),
  }))
  return (
    <FormRow id={id} label={t('incidents.field.category')} optional>
      <Select
        id={id}
        showSearch={{ optionFilterProp: 'label' }}
        allowClear
        placeholder={t('incidents.screen.category.none')}
        value={value}
        options={options}
        onChange={(code: string | undefined) => onChange(code ?? null)}
      />
    </FormRow>
  )
}
