import { strFromU8, unzipSync } from 'fflate'
import type { Grammar } from './grammar.ts'
import { faultsOf } from './grammar.ts'
import { readXml, type Element } from './xml-tree.ts'

/** What a part must be that a relation of a type leads to: its type of content, and how it is written. */
export type PartKind = { content: string; grammar: Grammar | null }

/** A kind of document: what its main part is, and to what relations of which types may lead. */
export type PackageKind = { main: string; kinds: Readonly<Record<string, PartKind>> }

export type Part = {
  name: string
  bytes: Uint8Array
  tree: Element | null
  relations: ReadonlyMap<string, Relation>
}
export type Relation = { type: string; target: string }
export type Package = { parts: ReadonlyMap<string, Part>; main: Part | undefined; faults: string[] }

const packages = 'http://schemas.openxmlformats.org/package/2006'
const contentTypes: Grammar = {
  namespaces: { [`${packages}/content-types`]: '' },
  root: 'Types',
  rules: {
    Types: ['(Default|Override)*'],
    Default: ['', 'Extension:some! ContentType:some!'],
    Override: ['', 'PartName:some! ContentType:some!'],
  },
}
const relationships: Grammar = {
  namespaces: { [`${packages}/relationships`]: '' },
  root: 'Relationships',
  rules: {
    Relationships: ['Relationship*'],
    Relationship: ['', 'Id:some! Type:uri! Target:some! TargetMode:Internal|External'],
  },
}

const typesName = '[Content_Types].xml'
const relationsContent = 'application/vnd.openxmlformats-package.relationships+xml'

/** The names in a zip's own list, in which a name may stand twice. */
export function namesIn(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - 22
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1
  if (end < 0) return []
  const names: string[] = []
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    const length = view.getUint16(at + 28, true)
    names.push(strFromU8(bytes.subarray(at + 46, at + 46 + length)))
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return names
}

function resolved(base: string, target: string): string {
  const from = base.split('/').slice(0, -1)
  const path = target.startsWith('/') ? [] : from
  for (const step of target.replace(/^\//, '').split('/')) {
    if (step === '..') path.pop()
    else if (step !== '.') path.push(step)
  }
  return path.join('/')
}

/** `word/document.xml` of `word/_rels/document.xml.rels`; nothing of the package's own. */
const relationsOwner = (name: string): string => name.replace(/(^|\/)_rels\/([^/]*)\.rels$/, '$1$2')
const relationsOf = (name: string): string => name.replace(/([^/]*)$/, '_rels/$1.rels')

type Reading = { files: ReadonlyMap<string, Uint8Array>; say: (what: string) => void }

function readPart({ files, say }: Reading, name: string, grammar: Grammar): Element | null {
  const bytes = files.get(name)
  if (!bytes) return null
  try {
    const tree = readXml(strFromU8(bytes), grammar.namespaces)
    for (const fault of faultsOf(tree, grammar)) say(`${name}: ${fault}`)
    return tree
  } catch (error) {
    say(`${name}: ${(error as Error).message}`)
    return null
  }
}

function contentOf(reading: Reading, names: readonly string[]): (name: string) => string | undefined {
  const { say } = reading
  const tree = readPart(reading, typesName, contentTypes)
  if (!tree) {
    say(`lacks ${typesName}`)
    return () => undefined
  }
  const given = (kind: string, key: string, by: (text: string) => string) => {
    const all = tree.children.filter(({ name }) => name === kind)
    const pairs = all.map(
      ({ attributes }) => [by(attributes.get(key) ?? ''), attributes.get('ContentType') ?? ''] as const,
    )
    const found = new Map(pairs)
    if (found.size !== pairs.length) say(`${typesName}: says of one ${key} twice`)
    return found
  }
  const defaults = given('Default', 'Extension', (text) => text.toLowerCase())
  const overrides = given('Override', 'PartName', (text) => text.replace(/^\//, ''))
  for (const name of overrides.keys())
    if (!names.includes(name)) say(`${typesName}: names ${name}, which isn't there`)
  return (name) => overrides.get(name) ?? defaults.get(name.split('.').at(-1)?.toLowerCase() ?? '')
}

function relationsFrom(reading: Reading, name: string): Map<string, Relation> {
  const { files, say } = reading
  const file = relationsOf(name)
  const tree = files.has(file) ? readPart(reading, file, relationships) : null
  const found = new Map<string, Relation>()
  for (const { attributes } of tree?.children ?? []) {
    const id = attributes.get('Id') ?? ''
    if (found.has(id)) say(`${file}: ${id} stands twice`)
    if (attributes.get('TargetMode') === 'External') continue
    const target = resolved(name, attributes.get('Target') ?? '')
    if (!files.has(target)) say(`${file}: ${id} leads to ${target}, which isn't there`)
    found.set(id, { type: (attributes.get('Type') ?? '').split('/').at(-1) ?? '', target })
  }
  return found
}

/** Every `r:id`, `r:embed` and the like of a part leads somewhere. */
function checkReferences(part: Part, say: (what: string) => void): void {
  const look = (element: Element) => {
    for (const [name, value] of element.attributes)
      if (name.startsWith('r:') && !part.relations.has(value))
        say(`${part.name}: ${element.name} refers to ${value}, of which no relation is known`)
    element.children.forEach(look)
  }
  if (part.tree) look(part.tree)
}

/** Opens a workbook or a document by the rules of packaging (ECMA-376, part 2), from its relations on. */
export function openPackage(bytes: Uint8Array, { main, kinds }: PackageKind): Package {
  const faults: string[] = []
  const say = (what: string) => void faults.push(what)
  const names = namesIn(bytes)
  const lower = names.map((name) => name.toLowerCase())
  for (const [at, name] of lower.entries()) if (lower.indexOf(name) !== at) say(`${name} stands twice`)
  const reading: Reading = { files: new Map(Object.entries(unzipSync(bytes))), say }
  const contentTypeOf = contentOf(reading, names)
  const parts = new Map<string, Part>()
  const open = (name: string, type: string) => {
    const kind = kinds[type]
    if (!kind) return say(`${name}: a relation of the unknown type ${type} leads there`)
    const content = contentTypeOf(name)
    if (content !== kind.content) say(`${name}: is of type ${content ?? 'none'} and not ${kind.content}`)
    if (parts.has(name) || !reading.files.has(name)) return
    const tree = kind.grammar ? readPart(reading, name, kind.grammar) : null
    const relations = relationsFrom(reading, name)
    const part = { name, bytes: reading.files.get(name) as Uint8Array, tree, relations }
    parts.set(name, part)
    checkReferences(part, say)
    for (const relation of relations.values()) open(relation.target, relation.type)
  }
  const own = relationsFrom(reading, '')
  for (const relation of own.values()) open(relation.target, relation.type)
  for (const name of names.filter((one) => one !== typesName)) {
    const isRelations = name.endsWith('.rels')
    if (isRelations && contentTypeOf(name) !== relationsContent) say(`${name}: is not said to be relations`)
    const owner = isRelations ? relationsOwner(name) : name
    if (owner !== '' && !parts.has(owner)) say(`${name}: nothing leads there`)
  }
  const first = [...own.values()].filter(({ type }) => type === 'officeDocument')
  if (first.length !== 1 || first[0]?.target !== main) say(`the package doesn't lead to ${main}`)
  return { parts, main: parts.get(main), faults }
}
