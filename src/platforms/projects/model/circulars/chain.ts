import type { LedgerInput } from '#kernel/ledgers/model'
import { label } from './labels.ts'

/** 产业链、产业集群 (F21) that a project belongs to: said by somebody or by a source, never concluded from its name. */
export const chainField: LedgerInput['fields'][number] = {
  name: 'chain',
  label: label('circulars.field.chain'),
  kind: 'text',
}

export const classifyAction = (
  from: string[],
  by: LedgerInput['actions'][number]['by'],
): LedgerInput['actions'][number] => ({
  id: 'classify',
  word: 'report',
  label: label('circulars.action.classify'),
  from,
  by,
  input: ['chain'],
})

/** An enterprise of the list with the cluster that a page counts it to, and which pages of which months did. */
export type Clustered = { name: string; cluster: string; source: string; asOf: string }

/** Only what a page calls a cluster (产业集群) is a chain; its parks are parks. */
export function clustersOf(
  records: readonly { readonly cells: Readonly<Record<string, string>> }[],
): Clustered[] {
  const word = label('circulars.chart.cluster')['zh-CN']
  return records.flatMap(({ cells: { name = '', cluster = '', source = '', as_of: asOf = '' } }) =>
    cluster.endsWith(word) ? [{ name, cluster, source, asOf: asOf.split(';')[0] ?? '' }] : [],
  )
}

/** The chain of a project whose enterprises are counted to one cluster and no other. */
export function chainOf(enterprises: string, clusters: readonly Clustered[]): Clustered | undefined {
  const names = enterprises.split(/[;\uff1b\u3001]/).map((name) => name.trim())
  const found = clusters.filter(({ name }) => names.includes(name))
  return new Set(found.map(({ cluster }) => cluster)).size === 1 ? found[0] : undefined
}
