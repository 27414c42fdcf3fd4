import { useQuery } from '@tanstack/react-query'
import { ArrowLeftOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { polygonsOf } from '#kernel/divisions/model'
import { EntryDetail } from '#kernel/ledgers/web'
import type { LayerFeature, MapLayer } from '#kernel/map/model'
import { RegistryName } from '#kernel/registry/web'
import {
  addressWith,
  AppLink,
  Empty,
  ErrorState,
  Loading,
  useAddress,
  useLocale,
  useLocalText,
  useSession,
  useT,
} from '#kernel/ui/web'
import { areaOf } from '../measure/geodesy.ts'
import { AreaText } from '../measure/AreaText.tsx'
import { shapesQuery } from '../queries.ts'

type OpenThingProps = {
  /** `layer~key` */
  open: string
  here: readonly [longitude: number, latitude: number] | null
  layers: readonly MapLayer[]
}

/** One thing of the map: its entry, its page in the register, or the area. */
export function OpenThing({ open, here, layers }: OpenThingProps) {
  const t = useT()
  const [, change] = useAddress()
  const at = open.lastIndexOf('~')
  const [id, key] = [open.slice(0, at), open.slice(at + 1)]
  const layer = layers.find((one) => one.id === id)
  const back = here && (
    <Button
      type="link"
      size="small"
      icon={<ArrowLeftOutlined />}
      onClick={() => change({ open: null })}
      className="map-back"
    >
      {t('map.screen.here.back')}
    </Button>
  )
  if (!layer) return <Empty title={t('map.screen.gone')} />
  if (layer.kind === 'entry')
    return (
      <>
        {back}
        <EntryDetail entryId={key} />
      </>
    )
  return (
    <>
      {back}
      <div className="yw-sheet">
        {layer.geometry === 'polygon' ? (
          <AreaDetail layer={layer} code={key} here={here} layers={layers} />
        ) : (
          <RegisteredDetail layer={layer} id={key} />
        )}
      </div>
    </>
  )
}

function RegisteredDetail({ layer, id }: { layer: MapLayer; id: string }) {
  const t = useT()
  const text = useLocalText()
  const kind = layer.kind === 'enterprise' ? 'enterprise' : 'place'
  return (
    <>
      <h2>
        <RegistryName kind={kind} id={id} />
      </h2>
      <p>{text(layer.title)}</p>
      <p>
        <AppLink to={addressWith('/registry', { kind, open: id })}>{t('map.screen.open_register')}</AppLink>
      </p>
    </>
  )
}

type AreaDetailProps = {
  layer: MapLayer
  code: string
  here: OpenThingProps['here']
  layers: readonly MapLayer[]
}

function AreaDetail({ layer, code, here, layers }: AreaDetailProps) {
  const { data, error, refetch } = useQuery(shapesQuery(layer.id, here ? [...here, ...here] : null))
  const t = useT()
  const { locale } = useLocale()
  const text = useLocalText()
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const feature = data.features.find(({ properties }) => properties.code === code)
  if (!feature) return <Empty title={t('map.screen.gone')} />
  const { name, name_en: nameEn, schematic } = feature.properties
  return (
    <>
      <h2>{locale === 'en' ? nameEn || name : name}</h2>
      <dl className="yw-facts">
        <div>
          <dt>{t('map.screen.layer')}</dt>
          <dd>{text(layer.title)}</dd>
        </div>
        <div>
          <dt>{t('map.screen.code')}</dt>
          <dd className="yw-number">{code}</dd>
        </div>
        <div>
          <dt>{t('map.screen.area')}</dt>
          <dd>
            <AreaText squareMetres={areaOfFeature(feature)} />
            {schematic && <span className="yw-quiet"> {t('map.screen.area.schematic')}</span>}
          </dd>
        </div>
      </dl>
      {layer.kind === 'division' && <DivisionLinks code={code} layers={layers} />}
    </>
  )
}

export const areaOfFeature = ({ geometry }: LayerFeature): number => areaOf(polygonsOf(geometry))

/** What is held on a division, in the ledgers and the register. */
function DivisionLinks({ code, layers }: { code: string; layers: readonly MapLayer[] }) {
  const t = useT()
  const text = useLocalText()
  const { session } = useSession()
  const filter = code.length === 9 ? { township: code } : code.length === 12 ? { village: code } : null
  const ledgers = filter ? layers.filter(({ kind }) => kind === 'entry') : []
  const register = session.rights.includes('registry.read')
  if (ledgers.length === 0 && !register) return null
  return (
    <section>
      <h3>{t('map.screen.held_here')}</h3>
      <ul className="yw-rows">
        {ledgers.map(({ id, title }) => (
          <li key={id}>
            <AppLink to={addressWith(`/ledgers/${id.slice('entry:'.length)}`, filter ?? {})}>
              {text(title)}
            </AppLink>
          </li>
        ))}
        {register && (
          <li>
            <AppLink to={addressWith('/registry', { kind: 'household', division: code })}>
              {t('map.screen.held_here.households')}
            </AppLink>
          </li>
        )}
      </ul>
    </section>
  )
}
