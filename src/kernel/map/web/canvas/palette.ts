/** The page's own colours for what is drawn on the canvas, which knows no style sheet. */
export type Palette = {
  ink: string
  inkSoft: string
  line: string
  ground: string
  outside: string
  accent: string
  fault: string
  lights: { green: string; amber: string; red: string }
  font: string
}

/** Read from where the map stands, so that it follows the ground: light, dark, or print. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element)
  const colour = (name: string) => style.getPropertyValue(`--yw-${name}`).trim()
  return {
    ink: colour('ink'),
    inkSoft: colour('ink-2'),
    line: colour('ink-3'),
    ground: colour('ground'),
    outside: colour('ground-3'),
    accent: colour('accent'),
    fault: colour('fault'),
    lights: {
      green: colour('light-green'),
      amber: colour('light-amber'),
      red: colour('light-red'),
    },
    font: style.fontFamily,
  }
}
