/** The columns of a file of orders. */
export const columnNames = [
  'externalNo',
  'orderClass',
  'receivedAt',
  'words',
  'divisionCode',
  'address',
  'name',
  'phone',
] as const
export type Column = (typeof columnNames)[number]
export const requiredColumns = ['externalNo', 'orderClass', 'receivedAt', 'words', 'divisionCode'] as const
