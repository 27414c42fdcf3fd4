/** An id that no other step of any plan has, however many people add some at once. */
export function newTaskId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(9))
  return `t${[...bytes].map((byte) => byte.toString(36).padStart(2, '0')).join('')}`
}
