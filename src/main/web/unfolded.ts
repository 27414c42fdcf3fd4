const key = 'yiwang.unfolded'

function unfolded(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : []
  } catch {
    return []
  }
}

/** Whether the reader left this section of the navigation unfolded. */
export const isUnfolded = (section: string): boolean => unfolded().includes(section)

export function keepUnfolded(section: string, open: boolean): void {
  const others = unfolded().filter((one) => one !== section)
  try {
    localStorage.setItem(key, JSON.stringify(open ? [...others, section] : others))
  } catch {
    // Without storage it is folded again next time.
  }
}
