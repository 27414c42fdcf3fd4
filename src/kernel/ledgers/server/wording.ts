const shanghai = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})

/** `2026-11-20 09:30`, in Shanghai. */
export function describeDate(instant: string): string {
  return shanghai.format(new Date(instant))
}
