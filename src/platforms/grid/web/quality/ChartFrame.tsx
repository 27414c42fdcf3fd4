import { DownloadOutlined } from '@ant-design/icons'
import { Button, Segmented } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { useT } from '#kernel/ui/web'
import { type Cells, saveData, savePicture } from './save-picture.ts'

type ChartFrameProps = {
  title: string
  /** What the files are called. */
  name: string
  /** One SVG. */
  chart: ReactNode
  heads: readonly string[]
  rows: Cells
  /** What stands in a row's last cell instead of its text: a link to what it counts. */
  render?: (row: number) => ReactNode
  children?: ReactNode
}

/** A chart, the same as a table, and both to take away. */
export function ChartFrame({ title, name, chart, heads, rows, render, children }: ChartFrameProps) {
  const t = useT()
  const [shown, setShown] = useState<'chart' | 'table'>('chart')
  const frame = useRef<HTMLDivElement>(null)
  return (
    <section className="chart-frame" aria-label={title}>
      <div className="chart-head">
        <h2>{title}</h2>
        {children}
        <Segmented
          size="small"
          aria-label={title}
          value={shown}
          options={(['chart', 'table'] as const).map((value) => ({
            value,
            label: t(`quality.chart.${value}`),
          }))}
          onChange={setShown}
        />
        {shown === 'chart' && (
          <Button
            size="small"
            icon={<DownloadOutlined />}
            onClick={() => {
              const svg = frame.current?.querySelector('svg')
              if (svg) void savePicture(svg, name)
            }}
          >
            {t('quality.chart.png')}
          </Button>
        )}
        <Button size="small" icon={<DownloadOutlined />} onClick={() => saveData(name, heads, rows)}>
          {t('quality.chart.csv')}
        </Button>
      </div>
      {shown === 'chart' ? (
        <div className="chart-drawn" ref={frame}>
          {chart}
        </div>
      ) : (
        <table className="chart-table">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={row.join(' ')}>
                {row.map((cell, column) => (
                  <td key={heads[column]}>{render && column === row.length - 1 ? render(at) : cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
