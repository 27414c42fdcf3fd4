export { CalendarBook } from './server/calendar-book.ts'
export { calendarRight, calendarRoutes } from './server/calendar-routes.ts'
