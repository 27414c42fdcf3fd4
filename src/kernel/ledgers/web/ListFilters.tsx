import { CloseOutlined, DownOutlined, UpOutlined } from '@ant-design/icons'
import { Button, Segmented, Select } from 'antd'
import { useState } from 'react'
import { DivisionSelect } from '#kernel/divisions/web'
import type { LedgerAnswer } from '#kernel/ledgers/model'
import { OrganisationSelect } from '#kernel/orgs/web'
import { NumberNotice, useTypedNumber } from '#kernel/registry/web'
import { lights } from '#kernel/ui/model'
import { SearchBox, useAddress, useLocalText, useT } from '#kernel/ui/web'
import { AsOfControl } from './EntryPage.tsx'
import { FieldFilter } from './FieldFilter.tsx'
import { hasFilters, withoutFilters } from './list-address.ts'

/** The row of filters over a list, from the ledger's declaration; all of it lives in the address. */
export function ListFilters({ declaration }: { declaration: LedgerAnswer }) {
  const t = useT()
  const [address, change] = useAddress()
  const { held } = useTypedNumber()
  const fields = declaration.fields.filter((field) => field.filter)
  // Filters that are set are always seen.
  const [more, setMore] = useState(fields.some((field) => address[`f.${field.name}`] !== undefined))
  return (
    <div className="list-filters" role="search">
      <SearchBox label={t('ledgers.screen.search')} held={held} width={184} />
      <StateFilters declaration={declaration} />
      <PlaceFilters />
      <AsOfControl />
      {fields.length > 0 && (
        <Button
          type="text"
          icon={more ? <UpOutlined /> : <DownOutlined />}
          aria-expanded={more}
          onClick={() => setMore(!more)}
        >
          {t(more ? 'ledgers.screen.filter.fewer' : 'ledgers.screen.filter.more')}
        </Button>
      )}
      {more &&
        fields.map((field) => (
          <FieldFilter
            key={field.name}
            field={field}
            value={address[`f.${field.name}`]}
            onChange={(value) => change({ [`f.${field.name}`]: value, page: null })}
          />
        ))}
      {hasFilters(address) && (
        <Button type="text" icon={<CloseOutlined />} onClick={() => change(withoutFilters(address))}>
          {t('ledgers.screen.filter.clear')}
        </Button>
      )}
      {held.text !== '' && <NumberNotice key={held.text} number={held.text} />}
    </div>
  )
}

function StateFilters({ declaration }: { declaration: LedgerAnswer }) {
  const t = useT()
  const text = useLocalText()
  const [address, change] = useAddress()
  return (
    <>
      <Segmented
        aria-label={t('ledgers.screen.filter.state')}
        value={address['open'] ?? ''}
        options={[
          { value: '', label: t('ledgers.screen.state.all') },
          { value: 'true', label: t('ledgers.screen.state.open') },
          { value: 'false', label: t('ledgers.screen.state.closed') },
        ]}
        onChange={(open) => change({ open, page: null })}
      />
      <Select
        mode="multiple"
        allowClear
        aria-label={t('ledgers.screen.filter.stage')}
        placeholder={t('ledgers.screen.filter.stage')}
        style={{ minWidth: 120 }}
        maxTagCount={1}
        popupMatchSelectWidth={false}
        value={address['stage']?.split(',') ?? []}
        options={declaration.stages.map((stage) => ({ value: stage.id, label: text(stage.label) }))}
        onChange={(chosen: string[]) => change({ stage: chosen.join(','), page: null })}
      />
      <Select
        allowClear
        aria-label={t('ledgers.screen.filter.light')}
        placeholder={t('ledgers.screen.filter.light')}
        style={{ minWidth: 104 }}
        popupMatchSelectWidth={false}
        value={address['light'] ?? null}
        options={lights.map((light) => ({ value: light, label: t(`ui.light.${light}`) }))}
        onChange={(light: string | undefined) => change({ light, page: null })}
      />
    </>
  )
}

function PlaceFilters() {
  const t = useT()
  const [address, change] = useAddress()
  const place = address['village'] ?? address['township'] ?? null
  return (
    <>
      <span style={{ width: 128 }}>
        <DivisionSelect
          allowClear
          label={t('ledgers.screen.filter.place')}
          value={place === '-' ? null : place}
          onChange={(code) =>
            change({
              township: code?.length === 9 ? code : null,
              village: code?.length === 12 ? code : null,
              page: null,
            })
          }
        />
      </span>
      <span style={{ width: 144 }}>
        <OrganisationSelect
          allowClear
          label={t('ledgers.screen.filter.organisation')}
          value={address['organisation'] === undefined ? null : Number(address['organisation'])}
          onChange={(organisation) => change({ organisation, page: null })}
        />
      </span>
    </>
  )
}
