import { tableText } from './table-text.ts'

export type Cells = readonly (readonly (string | number)[])[]

function save(href: string, name: string): void {
  const link = document.createElement('a')
  link.href = href
  link.download = name
  link.click()
}

/** A picture outside the page knows none of its styles: they are written into each of its shapes. */
const carried = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'font-family', 'font-size', 'font-weight']

function standalone(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const { width, height } = svg.getBoundingClientRect()
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  const originals = svg.querySelectorAll('*')
  copy.querySelectorAll('*').forEach((shape, at) => {
    const original = originals[at]
    if (!original) return
    const style = getComputedStyle(original)
    for (const name of carried) shape.setAttribute(name, style.getPropertyValue(name))
  })
  return new XMLSerializer().serializeToString(copy)
}

/** The drawing as a PNG on white, twice as fine as the screen shows it. */
export async function savePicture(svg: SVGSVGElement, name: string): Promise<void> {
  const { width, height } = svg.getBoundingClientRect()
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standalone(svg))}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width * 2
  canvas.height = height * 2
  const context = canvas.getContext('2d')
  if (!context) return
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  save(canvas.toDataURL('image/png'), `${name}.png`)
}

/** The same figures as CSV, which spreadsheets open in Chinese by its mark. */
export function saveData(name: string, heads: readonly string[], rows: Cells): void {
  save(`data:text/csv;charset=utf-8,${encodeURIComponent(tableText([heads, ...rows]))}`, `${name}.csv`)
}
