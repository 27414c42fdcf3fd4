import type { Element, Namespaces } from './xml-tree.ts'

/**
 * What an element holds, in order (`a? (b|c)* d=other`, where `other` names the rule of a `d`; `#integer` is a text of
 * that type), and its attributes (`name:type`, with `!` where it is required).
 */
export type Rule = readonly [holds: string, attributes?: string]

export type Grammar = {
  namespaces: Namespaces
  root: string
  rules: Readonly<Record<string, Rule>>
}

/** Types of attributes and texts; a type with `|` in it lists the words that may stand there. */
const types: Readonly<Record<string, RegExp>> = {
  text: /^[\s\S]*$/,
  some: /\S/,
  integer: /^-?\d+$/,
  uint: /^\d+$/,
  number: /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/,
  on: /^(?:0|1|true|false)$/,
  cell: /^[A-Z]{1,3}[1-9]\d{0,6}$/,
  cells: /^[A-Z]{1,3}[1-9]\d{0,6}(?::[A-Z]{1,3}[1-9]\d{0,6})?$/,
  argb: /^[0-9A-F]{8}$/,
  rgb: /^(?:auto|[0-9A-Fa-f]{6})$/,
  hex: /^[0-9A-Fa-f]+$/,
  instant: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/,
  uri: /^\S+$/,
}

function typeOf(name: string): RegExp {
  if (name.includes('|')) return new RegExp(`^(?:${name})$`)
  const type = types[name]
  if (!type) throw new Error(`no type ${name}`)
  return type
}

type Attribute = { name: string; type: RegExp; required: boolean }
type Made = {
  order: RegExp
  ruleOf: ReadonlyMap<string, string>
  text: RegExp | null
  attributes: Attribute[]
}

function make([holds, attributes = '']: Rule): Made {
  const ruleOf = new Map<string, string>()
  const order = holds.startsWith('#')
    ? ''
    : holds.replaceAll(/\s+/g, '').length === 0
      ? ''
      : holds
          .replaceAll(/([\w:]+)(?:=([\w:]+))?/g, (_, name: string, rule?: string) => {
            ruleOf.set(name, rule ?? name)
            return `(?:<${name}>)`
          })
          .replaceAll(/\s+/g, '')
  return {
    order: new RegExp(`^${order}$`),
    ruleOf,
    text: holds.startsWith('#') ? typeOf(holds.slice(1)) : null,
    attributes: attributes
      .split(/\s+/)
      .filter(Boolean)
      .map((one) => {
        const at = one.lastIndexOf(':')
        return {
          name: one.slice(0, at),
          type: typeOf(one.slice(at + 1).replace('!', '')),
          required: one.endsWith('!'),
        }
      }),
  }
}

/** What of a part is not as its grammar has it, each with where it stands. */
export function faultsOf(root: Element, { root: named, rules }: Grammar): string[] {
  const faults: string[] = []
  const made = new Map<string, Made>()
  const ruleOf = (name: string): Made => {
    const known = made.get(name)
    if (known) return known
    const rule = rules[name]
    if (!rule) throw new Error(`the grammar has no rule ${name}`)
    const fresh = make(rule)
    made.set(name, fresh)
    return fresh
  }
  const check = (element: Element, ruleName: string, where: string) => {
    const { order, ruleOf: rulesOfChildren, text, attributes } = ruleOf(ruleName)
    const say = (what: string) => void (faults.length < 50 && faults.push(`${where}: ${what}`))
    for (const [name, value] of element.attributes) {
      const known = attributes.find((one) => one.name === name)
      if (!known) say(`has no attribute ${name}`)
      else if (!known.type.test(value)) say(`${name} can't be "${value}"`)
    }
    for (const { name, required } of attributes)
      if (required && !element.attributes.has(name)) say(`lacks ${name}`)
    if (text ? !text.test(element.text) : element.text.trim() !== '')
      say(`can't say "${element.text.slice(0, 40)}"`)
    const children = element.children.map(({ name }) => `<${name}>`).join('')
    if (!order.test(children)) say(`can't hold ${children.slice(0, 200) || 'nothing'}`)
    const counts = new Map<string, number>()
    for (const child of element.children) {
      const rule = rulesOfChildren.get(child.name)
      const count = (counts.get(child.name) ?? 0) + 1
      counts.set(child.name, count)
      if (rule) check(child, rule, `${where}/${child.name}[${count}]`)
    }
  }
  if (root.name !== named) faults.push(`the root is ${root.name} and not ${named}`)
  else check(root, named, named)
  return faults
}
