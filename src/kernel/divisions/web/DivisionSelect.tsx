import { TreeSelect } from 'antd'
import { useMemo } from 'react'
import type { Division } from '#kernel/divisions/model'
import { useLocale } from '#kernel/ui/web'
import { useDivisions } from './divisions.ts'

type DivisionSelectProps = {
  id?: string
  value: string | null
  onChange: (code: string | null) => void
  /** Only these divisions and what lies below them; all without. */
  within?: readonly string[]
  /** Names the control where no label stands above it. */
  label?: string
  allowClear?: boolean
  status?: 'error' | ''
}

type Node = { value: string; title: string; search: string; children: Node[] }

function buildTree(
  divisions: readonly Division[],
  within: readonly string[] | undefined,
  english: boolean,
): Node[] {
  const offered = divisions.filter(({ code }) => !within || within.some((root) => code.startsWith(root)))
  const nodes = new Map(
    offered.map(({ code, shortName, nameEn, pinyin, pinyinInitials }): [string, Node] => [
      code,
      {
        value: code,
        title: english ? nameEn : shortName,
        search: [shortName, nameEn, pinyin, pinyinInitials, code].join(' ').toLowerCase(),
        children: [],
      },
    ]),
  )
  const roots: Node[] = []
  for (const { code, parent } of offered) {
    const node = nodes.get(code)
    if (node) (nodes.get(parent ?? '')?.children ?? roots).push(node)
  }
  return roots
}

/** Chooses a place from the tree of divisions, found by name, pinyin, initials or code. */
export function DivisionSelect({
  id,
  value,
  onChange,
  within,
  status = '',
  label,
  allowClear = false,
}: DivisionSelectProps) {
  const { locale } = useLocale()
  const divisions = useDivisions()
  const tree = useMemo(() => buildTree(divisions, within, locale === 'en'), [divisions, within, locale])
  return (
    <TreeSelect
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { 'aria-label': label, placeholder: label })}
      allowClear={allowClear}
      status={status}
      // The control takes null for “none chosen”; its declaration says otherwise.
      value={value as string}
      treeData={tree}
      treeLine
      treeDefaultExpandedKeys={tree.length <= 2 ? tree.map((node) => node.value) : []}
      showSearch={{
        filterTreeNode: (text, node) => String(node['search']).includes(text.trim().toLowerCase()),
      }}
      popupMatchSelectWidth={280}
      style={{ width: '100%' }}
      onChange={(code: string | undefined) => onChange(code ?? null)}
    />
  )
}
