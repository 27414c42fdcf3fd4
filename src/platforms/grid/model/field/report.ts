const titleMax = 40

/** A report's title: its first words, else what it is filed under, else that it has none. */
export function titleOfReport(words: string, category: string | undefined, untitled: string): string {
  const first =
    words
      .trim()
      .split(/[\n\u3002\uff01\uff1f\uff1b!?;]/)[0]
      ?.trim() ?? ''
  if (first === '') return category ?? untitled
  return first.length > titleMax ? `${first.slice(0, titleMax - 1)}…` : first
}
