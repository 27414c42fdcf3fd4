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
export { addDays, isLocalDate, LocalDate, shanghaiDate, shanghaiInstant } from './model/local-date.ts'
export { timeMessages } from './model/messages.ts'
export { HolidayCode, Notice } from './model/notice.ts'
export { describeDayClass, describeHolidays, describeNotice } from './model/wording.ts'
