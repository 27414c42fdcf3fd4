import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { asApiError, useT } from '#kernel/ui/web'
import type { AgainAnswer } from '../../model/circulars/answers.ts'
import { againQuery } from './queries.ts'

/** Produces the circular again and says whether it is the same. */
export function AgainPart({ path, entryId }: { path: string; entryId: string }) {
  const t = useT()
  const { data, error, isFetching, refetch } = useQuery(againQuery(path, entryId))
  return (
    <div className="circular-again">
      <Button loading={isFetching} onClick={() => void refetch()}>
        {t('circulars.page.again')}
      </Button>
      <span className="yw-quiet">{t('circulars.page.again.text')}</span>
      {error && <p role="alert">{asApiError(error).detail}</p>}
      {data && <Result said={data} />}
    </div>
  )
}

function Result({ said }: { said: AgainAnswer }) {
  const t = useT()
  const verdict = () => {
    if (said.identical) return t('circulars.page.again.same')
    if (said.contentHash === said.againHash && said.layout.was !== said.layout.is)
      return t('circulars.page.again.layout', said.layout)
    return t('circulars.page.again.differs')
  }
  return (
    <div role="status">
      <p>
        <strong>{verdict()}</strong>
      </p>
      <p className="yw-quiet circular-hash">SHA-256 {said.againHash}</p>
      {said.files.map((file) => (
        <p key={`${file.format}${file.number}`} className="yw-quiet circular-hash">
          .{file.format} {file.number} {file.againSha256} {file.identical ? '=' : '≠'}
        </p>
      ))}
      {said.differences.length > 0 && (
        <div className="circular-scroll">
          <table className="circular-table">
            <thead>
              <tr>
                <th>{t('circulars.page.again.path')}</th>
                <th>{t('circulars.page.again.was')}</th>
                <th>{t('circulars.page.again.is')}</th>
              </tr>
            </thead>
            <tbody>
              {said.differences.map(({ path, was, is }) => (
                <tr key={path}>
                  <td>{path}</td>
                  <td>{was}</td>
                  <td>{is}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}
