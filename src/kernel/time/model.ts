export { CalendarAnswer } from './model/answers.ts'
export {
  type Calendar,
  type CalendarDay,
  type DayClass,
  dayClasses,
  dayOf,
  daysBetween,
  isWorkingDay,
  statutoryCalendar,
  withNotice,
} from './model/calendar.ts'
export { type Clock, type SettableClock, settableClock, systemClock } from './model/clock.ts'
export {
  type DeadlineReading,
  type DeadlineTerms,
  type Light,
  readDeadline,
} from './model/deadline.ts'
export {
  type DeadlineRow,
  describeInstant,
  describeOfficeHours,
  describeRow,
  explainDeadline,
} from './model/explanation.ts'
export {
  defaultOfficeHours,
  Extension,
  Limit,
  LimitUnit,
  limitUnits,
  OfficeHours,
  officeHours,
  Pause,
} from './model/limit.ts'
export {
  addDays,
  dayNumber,
  isLocalDate,
  LocalDate,
  shanghaiDate,
  shanghaiInstant,
} from './model/local-date.ts'
export { instantText } from './model/instant-text.ts'
export { timeMessages } from './model/messages.ts'
export { HolidayCode, Notice, noticeKey } from './model/notice.ts'
export { OwnDays, ownDayOf } from './model/own-days.ts'
export { describeLimit, describeRemaining, type Remaining } from './model/remaining.ts'
export { describeDayClass, describeHolidays, describeNotice } from './model/wording.ts'
