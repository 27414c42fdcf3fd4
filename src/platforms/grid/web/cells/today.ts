import { shanghaiDate } from '#kernel/time/model'

/** The day at the offices. */
export const today = (): string => shanghaiDate(new Date())
