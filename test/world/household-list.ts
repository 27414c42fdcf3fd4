import { idNumberCheckCharacter } from '#kernel/registry/model'

/* A list of households as a district would send it, and how it is read. */

export const here = '211302009001'
export const headings = [
  '村代码',
  '户编号',
  '姓名',
  '与户主关系',
  '身份证号',
  '性别',
  '出生日期',
  '电话',
  '住址',
]
export const checked = (body: string) => body + idNumberCheckCharacter(body)
export const idOf = (n: number) => checked(`99000019800101${String(n).padStart(3, '0')}`)
export const options = { source: '示例名册', asOf: '2026-01', from: '2020-01-01' }

export type Cells = (string | null)[]
/** A household of two; each has numbers of its own. */
export const home = (
  n: number,
  over: { division?: string; id?: string; relation?: string } = {},
): Cells[] => [
  [
    over.division ?? here,
    String(n),
    `赵立春${n}`,
    over.relation ?? '户主',
    over.id ?? idOf(n * 2 + 1),
    '男',
    '1980-01-01',
    null,
    '示例路1号',
  ],
  [
    over.division ?? here,
    String(n),
    `钱雨水${n}`,
    '配偶',
    idOf(n * 2),
    null,
    null,
    `1540000${String(n).padStart(4, '0')}`,
    null,
  ],
]
