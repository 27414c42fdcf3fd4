import { addressWith } from '#kernel/ui/web'

/** Where the pages of projects (一项目一页) are made: one file for all of them. */
export const sheetItems = (ids: readonly string[]) =>
  (['docx', 'pdf'] as const).map((format) => ({
    format,
    address: addressWith(`/api/projects/sheets.${format}`, { ids: ids.join(',') }),
  }))
