/** What an element holds when it is written: text, a number, a flag, or elements. */
export type Content = string | number | boolean | readonly Written[]
export type Written = readonly [name: string, content: Content | undefined]

/** Text for an element's content; characters that XML can't hold are left out. */
function escapeText(text: string): string {
  let safe = ''
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    const control = code < 0x20 && code !== 9 && code !== 10 && code !== 13
    if (control || (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff) continue
    safe += character
  }
  return safe.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Elements one under another; what has no content isn't written. */
export function writeElements(elements: readonly Written[], indent = ''): string {
  return elements
    .map(([name, content]) => {
      if (content === undefined) return ''
      if (Array.isArray(content)) {
        const inner = writeElements(content as readonly Written[], `${indent}  `)
        return inner === '' ? `${indent}<${name}/>\n` : `${indent}<${name}>\n${inner}${indent}</${name}>\n`
      }
      const text = typeof content === 'boolean' ? (content ? '1' : '0') : escapeText(String(content))
      return `${indent}<${name}>${text}</${name}>\n`
    })
    .join('')
}
