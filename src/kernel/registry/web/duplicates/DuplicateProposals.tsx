import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useDivisionName } from '#kernel/divisions/web'
import type { Proposal } from '#kernel/registry/model'
import { AppLink, useT } from '#kernel/ui/web'
import '../messages.ts'
import type { RegistryKind } from '../registry-objects.ts'
import { proposalsQuery } from './duplicates.ts'
import './duplicates.css'
import './messages.ts'
import { Reasons } from './Reasons.tsx'

const settleMs = 400
const compared = [
  'name',
  'idNumber',
  'phone',
  'birthDate',
  'sex',
  'divisionCode',
  'address',
  'number',
  'headId',
  'creditCode',
  'contactName',
  'kind',
] as const

type DuplicateProposalsProps = {
  kind: RegistryKind
  /** What stands in the form, by the names of the API. */
  values: Readonly<Record<string, unknown>>
}

/** The same value once nobody has typed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), settleMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

/** Who may be registered already, beside the form that registers; says nothing while it has nothing to say. */
export function DuplicateProposals({ kind, values }: DuplicateProposalsProps) {
  const t = useT()
  const given = compared.flatMap((name) => {
    const value = values[name]
    return typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()]] : []
  })
  const settled = useSettled(JSON.stringify(given))
  const asked = Object.fromEntries(JSON.parse(settled) as [string, string][])
  const { data } = useQuery(proposalsQuery(kind, asked, Object.keys(asked).length > 1))
  const found = data !== undefined && (data.proposals.length > 0 || data.heldUnseen.length > 0)
  return (
    <section
      className="duplicate-proposals"
      aria-live="polite"
      aria-label={t('registry.duplicates.proposals')}
    >
      {found && (
        <>
          <h2>{t('registry.duplicates.proposals')}</h2>
          <p className="yw-small">{t('registry.duplicates.proposals.text')}</p>
          {data.heldUnseen.map((field) => (
            <p key={field} className="duplicate-held">
              {t(`registry.duplicates.held.${field}`)}
            </p>
          ))}
          <ul>
            {data.proposals.map((proposal) => (
              <ProposalItem key={proposal.id} kind={kind} proposal={proposal} />
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function ProposalItem({ kind, proposal }: { kind: RegistryKind; proposal: Proposal }) {
  const t = useT()
  const nameOf = useDivisionName()
  const { id, label, band, birthDate, divisionCode, address, reasons } = proposal
  return (
    <li>
      <div className="duplicate-line">
        <AppLink to={`/registry?kind=${kind}&open=${id}`}>{label}</AppLink>
        <span className="duplicate-band" data-band={band}>
          {t(`registry.match.band.${band}`)}
        </span>
      </div>
      <p className="yw-small">{[birthDate, nameOf(divisionCode), address].filter(Boolean).join(' · ')}</p>
      <Reasons kind={kind} reasons={reasons} />
    </li>
  )
}
