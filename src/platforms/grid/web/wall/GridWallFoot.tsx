import { inPages, PageTurner, usePages } from '#kernel/reports/web'
import { formatDate } from '#kernel/ui/model'
import { useT } from '#kernel/ui/web'
import type { GridWallAnswer } from '../../model/wall/grid-wall.ts'
import { LightMark, PatrolShape } from './LightMark.tsx'

const namesPerPage = 5

/** What the marks mean, and who is on patrol with the time they were last heard of. */
export function GridWallFoot({ answer: { patrols, unplaced } }: { answer: GridWallAnswer }) {
  const t = useT()
  const sheets = inPages(patrols ?? [], namesPerPage)
  const pages = usePages(sheets.length, 10)
  return (
    <section className="grid-wall-foot" aria-label={t('grid.wall.patrols', { count: patrols?.length ?? 0 })}>
      <p className="grid-wall-legend">
        {(['red', 'amber', 'green', null] as const).map((light) => (
          <span key={light ?? 'none'}>
            <LightMark light={light} /> {t(`grid.wall.legend.${light ?? 'none'}`)}
          </span>
        ))}
        {patrols && (
          <span>
            <svg className="grid-wall-mark" viewBox="-12 -12 24 24" aria-hidden="true">
              <PatrolShape size={24} />
            </svg>{' '}
            {t('grid.wall.legend.patrol')}
          </span>
        )}
        {unplaced > 0 && <span className="wall-muted">{t('grid.wall.unplaced', { count: unplaced })}</span>}
      </p>
      {patrols && (
        <p className="grid-wall-patrols">
          <strong>{t('grid.wall.patrols', { count: patrols.length })}</strong>
          {sheets[pages.page]?.map(({ id, account: { name }, last }) => (
            <span key={id}>
              {last
                ? t('grid.wall.patrol', { name, time: formatDate(last.at, true).slice(11) })
                : t('grid.wall.patrol.nowhere', { name })}
            </span>
          ))}
          <PageTurner pages={pages} name={t('grid.wall.legend.patrol')} />
        </p>
      )}
    </section>
  )
}
