import { useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import {
  Amount,
  api,
  AppLink,
  ErrorState,
  Loading,
  PageHeader,
  useAddress,
  useGo,
  useT,
} from '#kernel/ui/web'
import {
  type Bid,
  countFunding,
  type FundingAnswer,
  type FundingDimension,
  type FundingLine,
  fundingDimensions,
} from '../../model/pool/pool.ts'
import { projectAddress } from '../addresses.ts'
import '../life/life.css'
import '../projects.css'

/** 争取资金: applied for against granted and paid, by channel, field or year; each line opens its bids. */
export default function FundingPage() {
  const t = useT()
  const go = useGo()
  const [address, change] = useAddress()
  const { data, error, refetch } = useQuery({
    queryKey: ['projects', 'funding'],
    queryFn: ({ signal }) => api.get<FundingAnswer>('/api/projects/funding', { signal }),
  })
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={8} />
  const by = fundingDimensions.find((one) => one === address['by']) ?? 'channel'
  const lines = countFunding(data.bids, by)
  const drafting = data.bids.filter(({ submitted }) => !submitted)
  const open = address['line']
  return (
    <>
      <PageHeader
        title={t('projects.funding.title')}
        text={t('projects.funding.text')}
        actions={
          <>
            <AppLink to="/ledgers/funding_channel">{t('projects.funding.channels')}</AppLink>
            <Button type="primary" onClick={() => go('/ledgers/funding_bid/new')}>
              {t('projects.funding.new')}
            </Button>
          </>
        }
      />
      <div className="life-page">
        <div className="life-tabs">
          <Segmented
            aria-label={t('projects.funding.title')}
            value={by}
            options={fundingDimensions.map((one) => ({ value: one, label: t(`projects.funding.by.${one}`) }))}
            onChange={(one) => change({ by: one, line: null })}
          />
        </div>
        {lines.length === 0 ? (
          <p>{t('projects.funding.none')}</p>
        ) : (
          <FundingTable by={by} lines={lines} open={open} onOpen={(line) => change({ line })} />
        )}
        {drafting.length > 0 && (
          <p>
            <AppLink to="/ledgers/funding_bid?stage=drafting">
              {t('projects.funding.drafting', { count: drafting.length })}
            </AppLink>
          </p>
        )}
      </div>
    </>
  )
}

type TableProps = {
  by: FundingDimension
  lines: readonly FundingLine[]
  open: string | undefined
  onOpen: (line: string | null) => void
}

/** The key of a line as it stands in the address; what has none is told apart from no line. */
const keyOf = (line: FundingLine) => (line.key === '' ? '-' : line.key)

function FundingTable({ by, lines, open, onOpen }: TableProps) {
  const t = useT()
  const figures = ['applied', 'granted', 'paid'] as const
  const total = (of: 'appliedFen' | 'grantedFen' | 'paidFen') =>
    lines.reduce((sum, line) => sum + line[of], 0)
  return (
    <div className="life-scroll">
      <table className="life-table">
        <caption className="yw-visually-hidden">{t(`projects.funding.by.${by}`)}</caption>
        <thead>
          <tr>
            <th scope="col">{t(`projects.funding.by.${by}`)}</th>
            <th scope="col" className="yw-number">
              {t('projects.funding.bids')}
            </th>
            <th scope="col" className="yw-number">
              {t('projects.funding.decided')}
            </th>
            {figures.map((figure) => (
              <th key={figure} scope="col" className="yw-number">
                {t(`projects.funding.${figure}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line
              key={line.key}
              by={by}
              line={line}
              isOpen={open === keyOf(line)}
              onOpen={() => onOpen(open === keyOf(line) ? null : keyOf(line))}
            />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('projects.funding.total')}</th>
            <td className="yw-number">{lines.reduce((sum, { bids }) => sum + bids.length, 0)}</td>
            <td className="yw-number">{lines.reduce((sum, { decided }) => sum + decided, 0)}</td>
            <td className="yw-number">
              <Amount fen={total('appliedFen')} />
            </td>
            <td className="yw-number">
              <Amount fen={total('grantedFen')} />
            </td>
            <td className="yw-number">
              <Amount fen={total('paidFen')} />
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

type LineProps = { by: FundingDimension; line: FundingLine; isOpen: boolean; onOpen: () => void }

function Line({ by, line, isOpen, onOpen }: LineProps) {
  const t = useT()
  const name =
    line.key === ''
      ? t('projects.funding.unseen')
      : by === 'category'
        ? t(`projects.category.${line.key}`)
        : line.label
  return (
    <>
      <tr>
        <th scope="row">
          <Button type="link" size="small" aria-expanded={isOpen} onClick={onOpen}>
            {name}
          </Button>
        </th>
        <td className="yw-number">{line.bids.length}</td>
        <td className="yw-number">{line.decided}</td>
        <td className="yw-number">
          <Amount fen={line.appliedFen} />
        </td>
        <td className="yw-number">
          <Amount fen={line.grantedFen} />
        </td>
        <td className="yw-number">
          <Amount fen={line.paidFen} />
        </td>
      </tr>
      {isOpen && line.bids.map((bid) => <BidRow key={bid.id} bid={bid} />)}
    </>
  )
}

function BidRow({ bid }: { bid: Bid }) {
  const t = useT()
  return (
    <tr className="funding-bid">
      <td colSpan={2}>
        <AppLink to={`/entries/${bid.id}`}>{bid.title}</AppLink>{' '}
        {bid.project && <AppLink to={projectAddress(bid.project.id)}>{bid.project.name}</AppLink>}
      </td>
      <td>{t(`projects.bid.stage.${bid.stage}`)}</td>
      <td className="yw-number">
        <Amount fen={bid.appliedFen} />
      </td>
      <td className="yw-number">{bid.grantedFen === null ? '' : <Amount fen={bid.grantedFen} />}</td>
      <td className="yw-number">{bid.paidFen === null ? '' : <Amount fen={bid.paidFen} />}</td>
    </tr>
  )
}
