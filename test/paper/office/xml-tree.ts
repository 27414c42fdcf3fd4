import assert from 'node:assert/strict'

/** An element of a part, its name and attributes with the prefix that its namespace has in all of ours. */
export type Element = {
  name: string
  attributes: ReadonlyMap<string, string>
  children: Element[]
  text: string
}

/** The namespaces that may stand in a part; the part's own goes without a prefix. */
export type Namespaces = Readonly<Record<string, string>>

const tag = /<(\/?)([A-Za-z_][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function plain(text: string): string {
  return text.replaceAll(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16))
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)))
    return entities[name] ?? whole
  })
}

type Open = { element: Element; raw: string; scope: ReadonlyMap<string, string> }

function attributesOf(text: string): [string, string][] {
  const found = [...text.matchAll(attribute)].map(([, name = '', double, single]): [string, string] => [
    name,
    plain(double ?? single ?? ''),
  ])
  assert.equal(new Set(found.map(([name]) => name)).size, found.length, `an attribute stands twice:${text}`)
  return found
}

/** Names as we call them, by the namespaces that are declared where they stand. */
function named(name: string, scope: ReadonlyMap<string, string>, namespaces: Namespaces): string {
  const [prefix, local] = name.includes(':') ? (name.split(':') as [string, string]) : ['', name]
  if (prefix === 'xml') return name
  const uri = scope.get(prefix)
  const ours = uri === undefined ? undefined : namespaces[uri]
  assert.ok(ours !== undefined, `${name} is of no namespace that is known here: ${uri ?? 'undeclared'}`)
  return ours === '' ? local : `${ours}:${local}`
}

/** A part as a tree. @throws where it is no XML: a tag left open or closed twice, a bare mark, a foreign namespace */
export function readXml(source: string, namespaces: Namespaces): Element {
  const text = source.replaceAll(/<\?[^?]*\?>|<!--[\s\S]*?-->/g, '')
  assert.ok(!/&(?!amp;|lt;|gt;|quot;|apos;|#\d+;|#x[\da-f]+;)/i.test(text), 'a bare &')
  const top: Open = {
    element: { name: '', attributes: new Map(), children: [], text: '' },
    raw: '',
    scope: new Map(),
  }
  const open = [top]
  const last = () => open.at(-1) as Open
  const say = (between: string) => {
    assert.ok(!/[<>]/.test(between), `a bare mark in ${between.slice(0, 60)}`)
    last().element.text += plain(between)
  }
  let at = 0
  for (const match of text.matchAll(tag)) {
    const [whole, close, name = '', given = '', empty] = match
    say(text.slice(at, match.index))
    at = match.index + whole.length
    if (close) {
      assert.equal(open.pop()?.raw, name, `</${name}> closes another`)
      continue
    }
    const attributes = attributesOf(given)
    const scope = new Map(last().scope)
    for (const [key, value] of attributes)
      if (key === 'xmlns' || key.startsWith('xmlns:')) scope.set(key.slice(6), value)
    const own = attributes.filter(([key]) => key !== 'xmlns' && !key.startsWith('xmlns:'))
    const called = named(name, scope, namespaces)
    // Where elements bear their namespace's prefix, their attributes do too.
    const bare = name.includes(':') && !called.includes(':') ? 'bare:' : ''
    const element: Element = {
      name: called,
      attributes: new Map(
        own.map(([key, value]) => [
          key.includes(':') ? named(key, scope, namespaces) : `${bare}${key}`,
          value,
        ]),
      ),
      children: [],
      text: '',
    }
    last().element.children.push(element)
    if (!empty) open.push({ element, raw: name, scope })
  }
  say(text.slice(at))
  assert.equal(open.length, 1, `<${last().raw}> is left open`)
  assert.equal(top.element.children.length, 1, 'one root')
  return top.element.children[0] as Element
}
