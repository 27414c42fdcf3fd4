import { z } from 'zod'
import { defineRoute, type Route } from '#kernel/http/server'
import { exportRight } from '#kernel/ledgers/server'
import { download, writePaper } from '#kernel/reports/server'
import { minutesPaper } from './minutes-paper.ts'
import type { MeetingDeps } from './meeting-deps.ts'
import { readMinutes } from './minutes-file.ts'

/** 会议纪要 in Word and as PDF: from what was filed when the meeting ended, so each time the same. */
export function minutesRoutes(deps: MeetingDeps): Route[] {
  return (['docx', 'pdf'] as const).map((format) =>
    defineRoute({
      method: 'GET',
      path: `/api/projects/meetings/:entryId/minutes.${format}`,
      summary: `The minutes of a meeting that has ended, .${format}: made again they are the same`,
      access: { kind: 'scoped', by: 'entry', right: exportRight },
      params: z.object({ entryId: z.uuid() }),
      produces: 'minutes',
      handler: async ({ actor, params }) => {
        const { content, hash, minutesNo } = await readMinutes(deps, actor, params.entryId)
        const paper = minutesPaper(content, minutesNo)
        return download({
          name: `minutes-${minutesNo}`,
          title: paper.title.replaceAll('\n', ''),
          format,
          body: await writePaper(format, paper),
          produced: {
            rows: () => content.items.length,
            asOf: { moment: new Date(content.endedAt), axis: 'recorded' },
            rules: { content: hash },
          },
        })
      },
    }),
  )
}
