import { useT } from '#kernel/ui/web'

export type Square = { key: string; column: number; row: number; count: number; name: string }

type HeatSquaresProps = {
  label: string
  squares: readonly Square[]
  columns: readonly string[]
  rows: readonly string[]
  onOpen: (key: string) => void
}

const side = 34
const [left, above] = [72, 22]
const steps = [0, 0.14, 0.3, 0.5, 0.72, 0.92] as const

/** In which of five steps a count lies between nothing and the most there is. */
const stepOf = (count: number, most: number): number => (count === 0 ? 0 : Math.ceil((count / most) * 5))

/** Squares that are the darker the more they count; the number stands in each, so that no colour has to be read. */
export function HeatSquares({ label, squares, columns, rows, onOpen }: HeatSquaresProps) {
  const most = Math.max(1, ...squares.map(({ count }) => count))
  const [width, height] = [left + columns.length * side, above + rows.length * side + 34]
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      style={{ width: '100%', maxWidth: width, minWidth: Math.min(width, 640) }}
      className="heat"
      role="group"
      aria-label={label}
    >
      <Names columns={columns} rows={rows} />
      {squares.map((square) => (
        <OneSquare key={square.key} square={square} most={most} onOpen={onOpen} />
      ))}
      <Legend y={height - 26} />
    </svg>
  )
}

function Names({ columns, rows }: Pick<HeatSquaresProps, 'columns' | 'rows'>) {
  // With many columns every other name would touch the next.
  const every = columns.some((name) => name.length > 2) ? 2 : 1
  return (
    <>
      {columns.map((name, at) => (
        <text
          key={`c${name}`}
          x={left + at * side + side / 2}
          y={14}
          textAnchor="middle"
          className="chart-label"
        >
          {at % every === 0 ? name : ''}
        </text>
      ))}
      {rows.map((name, at) => (
        <text
          key={`r${name}`}
          x={left - 8}
          y={above + at * side + side / 2 + 4}
          textAnchor="end"
          className="chart-label"
        >
          {name}
        </text>
      ))}
    </>
  )
}

type OneSquareProps = { square: Square; most: number; onOpen: (key: string) => void }

function OneSquare({ square: { key, column, row, count, name }, most, onOpen }: OneSquareProps) {
  const t = useT()
  const step = stepOf(count, most)
  const [x, y] = [left + column * side, above + row * side]
  return (
    <g className={count > 0 ? 'chart-opens' : undefined} onClick={() => count > 0 && onOpen(key)}>
      <title>{t('quality.times.cell', { when: name, count })}</title>
      <rect
        x={x + 1}
        y={y + 1}
        width={side - 2}
        height={side - 2}
        className={count > 0 ? 'heat-square' : 'heat-empty'}
        fillOpacity={count > 0 ? steps[step] : 1}
      />
      {count > 0 && (
        <text
          x={x + side / 2}
          y={y + side / 2 + 4}
          textAnchor="middle"
          className={step > 3 ? 'heat-on-dark' : undefined}
        >
          {count}
        </text>
      )}
    </g>
  )
}

function Legend({ y }: { y: number }) {
  const t = useT()
  return (
    <g transform={`translate(${left} ${y})`}>
      <text x={0} y={14} className="chart-label">
        {t('quality.times.less')}
      </text>
      {steps.slice(1).map((opacity, at) => (
        <rect
          key={opacity}
          x={44 + at * 20}
          y={3}
          width={16}
          height={14}
          className="heat-square"
          fillOpacity={opacity}
        />
      ))}
      <text x={152} y={14} className="chart-label">
        {t('quality.times.more')}
      </text>
    </g>
  )
}
