import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { Purpose } from '#kernel/registry/model'
import {
  AnswerTable,
  AppLink,
  type DataColumn,
  PageHeader,
  SplitPage,
  useAddress,
  useLocalText,
  useT,
} from '#kernel/ui/web'
import './messages.ts'
import { NewPurposeForm, PurposeDetail } from './PurposeForms.tsx'
import { purposesQuery } from './purposes.ts'

/** In the address, in place of a purpose's code: codes hold no hyphen. */
const newPurpose = '-new'

/** The register of purposes, each with how often it is used; added and ended by who may. */
export function PurposesPage() {
  const t = useT()
  const [address, change] = useAddress()
  const answer = useQuery(purposesQuery)
  const { data } = answer
  const columns = useColumns()
  const { open } = address
  const mayChange = data?.can.change ?? false
  const opened = data?.rows.find(({ code }) => code === open)
  const close = () => change({ open: null })
  const beside =
    mayChange && open === newPurpose ? (
      <NewPurposeForm onDone={(code) => change({ open: code })} />
    ) : (
      opened && <PurposeDetail key={opened.code} purpose={opened} mayChange={mayChange} />
    )
  return (
    <SplitPage
      onClose={close}
      head={
        <PageHeader
          title={t('registry.purposes.title')}
          text={t('registry.purposes.text')}
          actions={
            mayChange && (
              <Button onClick={() => change({ open: newPurpose })}>{t('registry.purposes.new')}</Button>
            )
          }
        />
      }
      beside={beside}
    >
      <AnswerTable
        answer={answer}
        empty={{ title: t('registry.purposes.none') }}
        caption={t('registry.purposes.title')}
        columns={columns}
        rowKey={({ code }) => code}
        open={open}
        onOpen={({ code }) => change({ open: code })}
      />
    </SplitPage>
  )
}

function useColumns(): DataColumn<Purpose>[] {
  const t = useT()
  const text = useLocalText()
  return [
    {
      key: 'title',
      title: t('registry.purposes.name'),
      width: 180,
      render: ({ code, title }) => <AppLink to={`/purposes?open=${code}`}>{text(title)}</AppLink>,
    },
    {
      key: 'basis',
      title: t('registry.purposes.basis'),
      width: 140,
      render: ({ basis }) => t(`registry.purposes.basis.${basis}`),
    },
    {
      key: 'consents',
      title: t('registry.purposes.consents'),
      align: 'end',
      render: ({ basis, consents }) => (basis === 'consent' ? consents : ''),
    },
    { key: 'uses', title: t('registry.purposes.uses'), align: 'end', render: ({ uses }) => uses },
    {
      key: 'state',
      title: t('registry.purposes.state'),
      render: ({ ended }) => t(ended ? 'registry.purposes.state.ended' : 'registry.purposes.state.open'),
    },
    {
      key: 'legal',
      title: t('registry.purposes.legal'),
      width: 320,
      render: ({ legalText }) => legalText,
    },
  ]
}
