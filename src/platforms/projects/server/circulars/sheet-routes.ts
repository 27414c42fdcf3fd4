import { z } from 'zod'
import { defineRoute, type Route } from '#kernel/http/server'
import { translate } from '#kernel/i18n/model'
import { exportRight } from '#kernel/ledgers/server'
import { download, writePaper } from '#kernel/reports/server'
import { readSheets, type SheetDeps } from './project-sheet.ts'
import { sheetPaper } from './sheet-paper.ts'

const sheetsMax = 200

export type SheetRouteDeps = SheetDeps & { origin?: string | undefined }

/** 一项目一页, of one project or of several in one file. */
export function sheetRoutes(deps: SheetRouteDeps): Route[] {
  return (['docx', 'pdf'] as const).map((format) =>
    defineRoute({
      method: 'GET',
      path: `/api/projects/sheets.${format}`,
      summary: `Projects on a page each, .${format}: facts with their sources, people, dates, problems, and a code`,
      access: { kind: 'scoped', by: 'entry', right: exportRight },
      query: z.object({
        ids: z
          .string()
          .max(sheetsMax * 37)
          .transform((text) => text.split(',').filter((id) => id !== ''))
          .pipe(z.array(z.uuid()).min(1).max(sheetsMax)),
      }),
      produces: 'project_sheets',
      handler: async ({ actor, query, locale, origin }) => {
        const sheets = await readSheets(deps, actor, [...new Set(query.ids)], locale)
        const now = deps.engine.clock.now()
        const paper = sheetPaper({ sheets, locale, origin: deps.origin ?? origin, now })
        const [only] = sheets
        return download({
          name: only && sheets.length === 1 ? only.state.no : 'projects',
          title:
            only && sheets.length === 1
              ? `${only.state.no} ${only.state.title}`
              : translate(locale, 'circulars.sheet.batch', { count: sheets.length }),
          format,
          body: await writePaper(format, paper),
          produced: { rows: () => sheets.length },
        })
      },
    }),
  )
}
