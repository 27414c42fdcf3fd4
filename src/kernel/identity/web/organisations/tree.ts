import type { Organisation } from '#kernel/orgs/model'

export type OrganisationNode = { key: number; organisation: Organisation; children: OrganisationNode[] }

/** Every organisation on which one leads to a found one stands in the tree; nothing is looked for: all. */
export function treeOf(all: readonly Organisation[], wanted: string): OrganisationNode[] {
  const text = wanted.trim().toLowerCase()
  const byId = new Map(all.map((organisation) => [organisation.id, organisation]))
  const shown = new Set<number>()
  for (const organisation of all) {
    const { name, nameEn, code } = organisation
    if (!`${name} ${nameEn} ${code}`.toLowerCase().includes(text)) continue
    let at: Organisation | undefined = organisation
    while (at && !shown.has(at.id)) {
      shown.add(at.id)
      at = at.parentId === null ? undefined : byId.get(at.parentId)
    }
  }
  const nodes = new Map<number, OrganisationNode>()
  for (const organisation of all)
    if (shown.has(organisation.id))
      nodes.set(organisation.id, { key: organisation.id, organisation, children: [] })
  const roots: OrganisationNode[] = []
  for (const node of nodes.values()) {
    const parent = node.organisation.parentId === null ? undefined : nodes.get(node.organisation.parentId)
    ;(parent?.children ?? roots).push(node)
  }
  return roots
}

/** The organisation and all above it, to be opened in the tree. */
export function pathTo(all: readonly Organisation[], id: number): number[] {
  const byId = new Map(all.map((organisation) => [organisation.id, organisation]))
  const path: number[] = []
  let at = byId.get(id)
  while (at && !path.includes(at.id)) {
    path.push(at.id)
    at = at.parentId === null ? undefined : byId.get(at.parentId)
  }
  return path
}
